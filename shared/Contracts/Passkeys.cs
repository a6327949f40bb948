using System.Text.Json.Serialization;

namespace Edge.Shared.Contracts;

// What browsers make and take is named and formed as WebAuthn level 3 has it: camelCase, and bytes in base64url. A browser may say more
// than what is read here.

/// <summary>What a browser makes a passkey from: PublicKeyCredentialCreationOptionsJSON of WebAuthn.</summary>
/// <param name="Challenge">Good once, in this browser.</param>
/// <param name="Timeout">How long the challenge is good for, in milliseconds.</param>
public sealed record PasskeyCreationOptions(
    PasskeySite Rp,
    PasskeyUser User,
    string Challenge,
    [property: JsonPropertyName("pubKeyCredParams")] IReadOnlyList<PasskeyAlgorithm> PubKeyCredParams,
    int Timeout,
    [property: JsonPropertyName("excludeCredentials")] IReadOnlyList<PasskeyDescriptor> ExcludeCredentials,
    [property: JsonPropertyName("authenticatorSelection")] PasskeySelection AuthenticatorSelection,
    string Attestation);

/// <param name="Id">The host that passkeys are for.</param>
public sealed record PasskeySite(string Id, string Name);

/// <param name="Id">The id of the user, in base64url.</param>
public sealed record PasskeyUser(string Id, string Name, [property: JsonPropertyName("displayName")] string DisplayName);

/// <param name="Alg">A number of COSE (RFC 9053): -8 is EdDSA, -7 is ES256.</param>
public sealed record PasskeyAlgorithm(string Type, int Alg);

/// <param name="Id">The credential's id, in base64url.</param>
public sealed record PasskeyDescriptor(string Type, string Id, IReadOnlyList<string> Transports);

public sealed record PasskeySelection(
    [property: JsonPropertyName("residentKey")] string ResidentKey,
    [property: JsonPropertyName("requireResidentKey")] bool RequireResidentKey,
    [property: JsonPropertyName("userVerification")] string UserVerification);

/// <summary>What a browser asks its passkeys with: PublicKeyCredentialRequestOptionsJSON of WebAuthn. Any passkey of this site will do.</summary>
/// <param name="Challenge">Good once, in this browser.</param>
/// <param name="Timeout">How long the challenge is good for, in milliseconds.</param>
public sealed record PasskeyRequestOptions(
    string Challenge,
    int Timeout,
    [property: JsonPropertyName("rpId")] string RpId,
    [property: JsonPropertyName("allowCredentials")] IReadOnlyList<PasskeyDescriptor> AllowCredentials,
    [property: JsonPropertyName("userVerification")] string UserVerification);

/// <summary>Adds a passkey that the browser has made from a challenge of this service.</summary>
/// <param name="Name">How its owner tells it from others; absent for the names of the browser and the system.</param>
public sealed record AddPasskeyRequest(PasskeyRegistration Credential, string? Name = null);

/// <summary>A new passkey as the browser says it: RegistrationResponseJSON of WebAuthn.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record PasskeyRegistration(string Id, string Type, PasskeyRegistrationResponse Response);

/// <param name="Transports">How the browser can reach the passkey's device.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record PasskeyRegistrationResponse(
    [property: JsonPropertyName("clientDataJSON")] string ClientData,
    [property: JsonPropertyName("attestationObject")] string AttestationObject,
    IReadOnlyList<string>? Transports = null);

/// <summary>Signs in with a passkey: AuthenticationResponseJSON of WebAuthn.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record PasskeyAssertion(string Id, string Type, PasskeyAssertionResponse Response);

/// <param name="UserHandle">The id of the user, as the passkey was made with.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record PasskeyAssertionResponse(
    [property: JsonPropertyName("clientDataJSON")] string ClientData,
    [property: JsonPropertyName("authenticatorData")] string AuthenticatorData,
    string Signature,
    [property: JsonPropertyName("userHandle")] string? UserHandle = null);

/// <summary>A passkey of the caller.</summary>
/// <param name="IsSynced">Whether it can be on several devices, as those that a password manager keeps.</param>
/// <param name="IsBackedUp">Whether, when it was last used, there was a copy of it elsewhere.</param>
/// <param name="Transports">How browsers reach it, as in "internal" for the device itself, "hybrid" for a telephone, "usb".</param>
public sealed record Passkey(
    Guid Id, string Name, bool IsSynced, bool IsBackedUp, IReadOnlyList<string> Transports, DateTimeOffset CreatedAt, DateTimeOffset? UsedAt);

public sealed record PasskeyList(IReadOnlyList<Passkey> Items);

public sealed record RenamePasskeyRequest(string Name);
