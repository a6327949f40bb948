using System.Text.Json.Serialization;

namespace Edge.Shared.Contracts;

/// <summary>What a user or a key may do: a viewer reads, a driver also tells events, an operator also keeps shipments, an administrator also lets others in.</summary>
[JsonConverter(typeof(WireEnum<Role>))]
public enum Role
{
    Viewer,
    Driver,
    Operator,
    Admin,
}

/// <summary>Exchanges the one-time token of a sign-in link for a session cookie.</summary>
public sealed record SignInRequest(string Token);

/// <summary>Who the caller is. <paramref name="Via"/> is "session", "api_key" or "anonymous".</summary>
/// <param name="Organisation">The one that the caller belongs to; absent for an anonymous one.</param>
public sealed record Me(
    string Via, string? Name, Role? Role, IReadOnlyList<string> Permissions, DateTimeOffset? ExpiresAt, OwnOrganisation? Organisation = null);

/// <summary>A key for a machine. The secret itself is shown once, by <see cref="IssuedApiKey"/>.</summary>
/// <param name="Signing">How its requests are signed; absent when it cannot sign.</param>
public sealed record ApiKey(
    Guid Id, string Name, Role Role, string Hint, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt,
    ApiKeySigning? Signing = null);

public sealed record ApiKeyList(IReadOnlyList<ApiKey> Items);

/// <summary>Asks for a key. Without <paramref name="ExpiresAt"/> it lasts until revoked, without <paramref name="Signing"/> it cannot sign.</summary>
public sealed record CreateApiKeyRequest(string Name, Role Role, DateTimeOffset? ExpiresAt = null, ApiKeySigning? Signing = null);

/// <summary>The new key and its secret, <c>edge_{random}_{checksum}</c>, which is never shown again.</summary>
/// <param name="SigningKey">For <c>hmac_sha256</c>: the 32 bytes to sign with, in base64, which follow from the secret and are not shown again either.</param>
public sealed record IssuedApiKey(ApiKey ApiKey, string Secret, string? SigningKey = null);
