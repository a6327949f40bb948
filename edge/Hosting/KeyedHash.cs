using System.Security.Cryptography;
using System.Text;
using Edge.Hosting.Configuration;

namespace Edge.Hosting;

/// <summary>
/// HMAC-SHA-256 (RFC 2104) under the master key, for secrets that are stored as hashes only: a stolen database alone cannot check a guess.
/// </summary>
internal sealed class KeyedHash(Secret masterKey)
{
    // Made when it is first asked for: loading OpenSSL is a good part of a start, and anonymous requests need no hash.
    private readonly Lazy<byte[]> key = new(() => SHA256.HashData(Encoding.UTF8.GetBytes(masterKey.Reveal())));

    /// <param name="purpose">Separates the uses: the same secret hashes differently for a session and a key.</param>
    /// <returns>32 bytes.</returns>
    public byte[] Of(string purpose, string secret) => HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes($"{purpose}\0{secret}"));
}
