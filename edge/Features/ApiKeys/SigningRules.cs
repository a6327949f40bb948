using Edge.Pipeline.Signatures;
using Edge.Shared.Contracts;
using Edge.Shared.Signing;

namespace Edge.Features.ApiKeys;

/// <summary>What is kept of a key's way to sign, and what its holder is told.</summary>
/// <param name="AtRest">The public key, or the sealed shared secret.</param>
/// <param name="Shown">The shared secret in base64, for the answer that issues the key.</param>
internal sealed record SigningKeyMaterial(ApiKeySigning Signing, byte[] AtRest, string? Shown);

internal static class SigningRules
{
    public const string PublicKeyField = "signing.public_key";

    /// <returns>What is wrong with the public key, or null.</returns>
    public static string? Fault(ApiKeySigning signing)
    {
        if (signing.Algorithm == SignatureAlgorithm.HmacSha256)
            return signing.PublicKey is null ? null : "None: hmac_sha256 signs with a key that follows from the secret.";
        try
        {
            using var key = SigningKey.FromPublicPem(signing.Algorithm, signing.PublicKey ?? "");
            return null;
        }
        catch (SignatureFormatException)
        {
            return $"A public key of {WireName.Of(signing.Algorithm)} in PEM, as openssl pkey -pubout prints it.";
        }
    }

    public static SigningKeyMaterial Of(ApiKeySigning signing, Guid id, string secret, SigningKeySeal seal)
    {
        if (signing.Algorithm == SignatureAlgorithm.HmacSha256)
        {
            var shared = HmacKey.Derive(secret);
            return new SigningKeyMaterial(signing, seal.Seal(id, shared), Convert.ToBase64String(shared));
        }
        var key = KeyText.Read(signing.Algorithm, signing.PublicKey!);
        return new SigningKeyMaterial(signing with { PublicKey = KeyText.Write(signing.Algorithm, key) }, key, null);
    }
}
