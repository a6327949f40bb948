using System.Text.Json.Serialization;

namespace Edge.Shared.Contracts;

/// <summary>The algorithms of RFC 9421, section 3.3, that keys sign with; their registered names have hyphens.</summary>
[JsonConverter(typeof(WireEnum<SignatureAlgorithm>))]
public enum SignatureAlgorithm
{
    HmacSha256,
    Ed25519,
    EcdsaP256Sha256,
}

/// <summary>How the holder of a key signs requests (RFC 9421), with the id of the key as <c>keyid</c>.</summary>
/// <param name="PublicKey">
/// The public key in PEM, as <c>openssl pkey -pubout</c> prints it, for <c>ed25519</c> and <c>ecdsa_p256_sha256</c>. With
/// <c>hmac_sha256</c> there is none: both sides derive the signing key from the secret.
/// </param>
/// <param name="Required">Only signed requests are taken: the secret alone, sent as Authorization: Bearer, is refused.</param>
public sealed record ApiKeySigning(SignatureAlgorithm Algorithm, string? PublicKey = null, bool Required = false);
