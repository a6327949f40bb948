using System.Security.Cryptography;
using Edge.Shared.Contracts;

namespace Edge.Shared.Signing;

/// <summary>
/// Keys in PEM (RFC 7468). Each of these encodings has one form only, a fixed beginning and the key behind it, so the beginning is
/// compared instead of read: nothing else passes, not a compressed point, nor a key of another curve.
/// </summary>
public static class KeyText
{
    private const int MaxLength = 1000;

    // SubjectPublicKeyInfo with the identifier 1.3.101.112 (RFC 8410, section 4).
    private static readonly byte[] Ed25519 = Convert.FromHexString("302a300506032b6570032100");

    // SubjectPublicKeyInfo with ecPublicKey and prime256v1 (RFC 5480, section 2).
    private static readonly byte[] P256 = Convert.FromHexString("3059301306072a8648ce3d020106082a8648ce3d030107034200");

    // PrivateKeyInfo without attributes (RFC 8410, section 7).
    private static readonly byte[] Ed25519Private = Convert.FromHexString("302e020100300506032b657004220420");

    public static byte[] Read(SignatureAlgorithm algorithm, string pem) => algorithm switch
    {
        SignatureAlgorithm.Ed25519 => Behind(Ed25519, 32, "PUBLIC KEY", pem),
        SignatureAlgorithm.EcdsaP256Sha256 => Behind(P256, 65, "PUBLIC KEY", pem),
        _ => throw new SignatureFormatException("This algorithm has no public keys."),
    };

    /// <summary>The form that <see cref="Read"/> reads.</summary>
    public static string Write(SignatureAlgorithm algorithm, byte[] key) =>
        PemEncoding.WriteString("PUBLIC KEY", [.. algorithm == SignatureAlgorithm.Ed25519 ? Ed25519 : P256, .. key]);

    public static byte[] ReadSeed(string pem) => Behind(Ed25519Private, 32, "PRIVATE KEY", pem);

    private static byte[] Behind(byte[] beginning, int length, string label, string pem)
    {
        if (pem.Length <= MaxLength && PemEncoding.TryFind(pem, out var fields) && pem[fields.Label] == label)
        {
            var der = Convert.FromBase64String(pem[fields.Base64Data]);
            if (der.Length == beginning.Length + length && der.AsSpan().StartsWith(beginning))
                return der[beginning.Length..];
        }
        throw new SignatureFormatException($"It is no {label} of this algorithm in PEM.");
    }
}
