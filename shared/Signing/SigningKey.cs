using System.Security.Cryptography;
using Edge.Shared.Contracts;

namespace Edge.Shared.Signing;

/// <summary>
/// Makes and checks signatures with one algorithm. The algorithm comes from the key and never from the message, so that no message can
/// have a public key taken for a shared secret.
/// </summary>
public abstract class SigningKey : IDisposable
{
    public abstract SignatureAlgorithm Algorithm { get; }

    /// <exception cref="InvalidOperationException">The key is a public one.</exception>
    public abstract byte[] Sign(ReadOnlySpan<byte> data);

    /// <summary>Whether the signature is this key's over <paramref name="data"/>; one of a wrong length or form is not.</summary>
    public abstract bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);

    /// <summary>Reads a public key as <c>openssl pkey -pubout</c> prints it: SubjectPublicKeyInfo (RFC 5280) in PEM.</summary>
    /// <exception cref="SignatureFormatException">It is none of the algorithm.</exception>
    public static SigningKey FromPublicPem(SignatureAlgorithm algorithm, string pem)
    {
        var key = KeyText.Read(algorithm, pem);
        return FromPublicBytes(algorithm, key);
    }

    /// <param name="key">32 bytes of Ed25519 (RFC 8032), or the 65 of an uncompressed point of P-256 (SEC 1).</param>
    /// <exception cref="SignatureFormatException">It is none of the algorithm.</exception>
    public static SigningKey FromPublicBytes(SignatureAlgorithm algorithm, byte[] key) => algorithm switch
    {
        SignatureAlgorithm.Ed25519 => new Ed25519Key(key, null),
        SignatureAlgorithm.EcdsaP256Sha256 => EcdsaKey.OfPoint(key),
        _ => throw new SignatureFormatException("This algorithm has no public keys."),
    };

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>hmac-sha256 (RFC 9421, section 3.3.3).</summary>
public sealed class HmacKey(byte[] key) : SigningKey
{
    private const int Bytes = 32;

    public override SignatureAlgorithm Algorithm => SignatureAlgorithm.HmacSha256;

    /// <summary>
    /// The 32 bytes with which the holder of an API key signs: HKDF-SHA-256 (RFC 5869) of the key's text, without salt. The service keeps
    /// them encrypted; they do not lead back to the API key.
    /// </summary>
    public static byte[] Derive(string apiKey) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, System.Text.Encoding.ASCII.GetBytes(apiKey), Bytes, info: "edge hmac-sha256 request signing"u8.ToArray());

    public override byte[] Sign(ReadOnlySpan<byte> data) => HMACSHA256.HashData(key, data);

    public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, data, expected);
        return CryptographicOperations.FixedTimeEquals(expected, signature);
    }
}
