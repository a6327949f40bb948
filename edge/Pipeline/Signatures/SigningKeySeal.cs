using System.Security.Cryptography;
using Edge.Hosting;

namespace Edge.Pipeline.Signatures;

/// <summary>
/// Shared secrets at rest: AES-256-GCM under a key that follows from the master key, bound to the API key they belong to. Twelve random
/// bytes of nonce, the secret, sixteen of tag. Without the master key a stolen database signs nothing.
/// </summary>
internal sealed class SigningKeySeal(KeyedHash hash)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    // Not before the first use: a start that hashes loads OpenSSL, which costs more than the rest of it.
    private readonly Lazy<byte[]> key = new(() => hash.Of("signing-key-seal", ""));

    public byte[] Seal(Guid owner, ReadOnlySpan<byte> secret)
    {
        var sealedSecret = new byte[NonceBytes + secret.Length + TagBytes];
        var nonce = sealedSecret.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key.Value, TagBytes);
        cipher.Encrypt(nonce, secret, sealedSecret.AsSpan(NonceBytes, secret.Length), sealedSecret.AsSpan(^TagBytes..), owner.ToByteArray(bigEndian: true));
        return sealedSecret;
    }

    /// <returns>Null when it was sealed under another master key or for another owner, or was changed.</returns>
    public byte[]? Open(Guid owner, ReadOnlySpan<byte> sealedSecret)
    {
        if (sealedSecret.Length < NonceBytes + TagBytes)
            return null;
        var secret = new byte[sealedSecret.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key.Value, TagBytes);
        try
        {
            cipher.Decrypt(
                sealedSecret[..NonceBytes], sealedSecret[NonceBytes..^TagBytes], sealedSecret[^TagBytes..], secret, owner.ToByteArray(bigEndian: true));
            return secret;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
