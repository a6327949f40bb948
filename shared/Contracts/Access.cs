using System.Text.Json.Serialization;

namespace Edge.Shared.Contracts;

[JsonConverter(typeof(WireEnum<Role>))]
public enum Role
{
    Driver,
    Operator,
    Admin,
}

/// <summary>Exchanges the one-time token of a sign-in link for a session cookie.</summary>
public sealed record SignInRequest(string Token);

/// <summary>Who the caller is. <paramref name="Via"/> is "session", "api_key" or "anonymous".</summary>
public sealed record Me(string Via, string? Name, Role? Role, IReadOnlyList<string> Permissions, DateTimeOffset? ExpiresAt);

/// <summary>A key for a machine. The secret itself is shown once, by <see cref="IssuedApiKey"/>.</summary>
public sealed record ApiKey(Guid Id, string Name, Role Role, string Hint, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt);

public sealed record ApiKeyList(IReadOnlyList<ApiKey> Items);

/// <summary>Asks for a key. Without <paramref name="ExpiresAt"/> it lasts until revoked.</summary>
public sealed record CreateApiKeyRequest(string Name, Role Role, DateTimeOffset? ExpiresAt = null);

/// <summary>The new key and its secret, <c>edge_{random}_{checksum}</c>, which is never shown again.</summary>
public sealed record IssuedApiKey(ApiKey ApiKey, string Secret);
