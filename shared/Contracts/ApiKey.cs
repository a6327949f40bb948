namespace Edge.Shared.Contracts;

/// <summary>A key for a machine. The secret itself is shown once, by <see cref="IssuedApiKey"/>.</summary>
/// <param name="Hint">The beginning of the secret that is current.</param>
/// <param name="ExpiresSoon">A reminder of its expiry is due: 30, 7 or 1 days before, of those that are shorter than it lasts.</param>
/// <param name="RotatedAt">When it last got a new secret.</param>
/// <param name="FormerUntil">Until then a secret of before a rotation holds as well; absent when none does.</param>
/// <param name="LastUsedAt">To the minute, some seconds late.</param>
/// <param name="Signing">How its requests are signed; absent when it cannot sign.</param>
/// <param name="Scopes">The permissions it has of its role's; absent when it has all.</param>
/// <param name="Addresses">The networks it may be used from, as <c>192.0.2.0/24</c> or <c>2001:db8::/32</c>; absent for everywhere.</param>
/// <param name="RequestsPerMinute">Its own limit on each node; absent for none.</param>
/// <param name="Burst">How many of them may come at once.</param>
/// <param name="MonthlyQuota">Requests in a calendar month (UTC); absent for no quota.</param>
/// <param name="MonthRequests">What counts against the quota in this month so far, some seconds late.</param>
/// <param name="Version">Goes up with each change; If-Match of a change names it.</param>
public sealed record ApiKey(
    Guid Id, string Name, Role Role, string Hint, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, bool ExpiresSoon, DateTimeOffset? RevokedAt,
    DateTimeOffset? RotatedAt, DateTimeOffset? FormerUntil, DateTimeOffset? LastUsedAt, ApiKeySigning? Signing,
    IReadOnlyList<string>? Scopes, IReadOnlyList<string>? Addresses, int? RequestsPerMinute, int? Burst,
    long? MonthlyQuota, long MonthRequests, long Version);

public sealed record ApiKeyList(IReadOnlyList<ApiKey> Items);

/// <summary>Asks for a key. Without <paramref name="ExpiresAt"/> it lasts until revoked, without <paramref name="Signing"/> it cannot sign.</summary>
/// <param name="Scopes">Permissions, such as <c>shipments:read</c>, of those that the role has; all of them when absent.</param>
/// <param name="Addresses">Up to 100 networks or addresses that it may be used from; everywhere when absent.</param>
/// <param name="RequestsPerMinute">1 to 10,000,000, on each node.</param>
/// <param name="Burst">1 to 10,000,000; as many as per minute when absent.</param>
/// <param name="MonthlyQuota">1 to 1,000,000,000,000 requests in a calendar month (UTC), on all nodes together.</param>
public sealed record CreateApiKeyRequest(
    string Name, Role Role, DateTimeOffset? ExpiresAt = null, ApiKeySigning? Signing = null, IReadOnlyList<string>? Scopes = null,
    IReadOnlyList<string>? Addresses = null, int? RequestsPerMinute = null, int? Burst = null, long? MonthlyQuota = null);

/// <summary>What a key is to be from now on; what is absent is taken away. See <see cref="CreateApiKeyRequest"/>.</summary>
public sealed record ChangeApiKeyRequest(
    string Name, DateTimeOffset? ExpiresAt = null, IReadOnlyList<string>? Scopes = null, IReadOnlyList<string>? Addresses = null,
    int? RequestsPerMinute = null, int? Burst = null, long? MonthlyQuota = null);

/// <summary>Asks for another secret of the same key.</summary>
/// <param name="OverlapSeconds">For how long the secrets so far hold on, up to 30 days; a day when absent, and 0 ends all of them at once.</param>
/// <param name="ExpiresAt">When the key expires then; when absent, after as long as was set last, or never as before.</param>
/// <param name="PublicKey">For a key that signs with a private key: the public key in PEM of a new one; the same one goes on when absent.</param>
public sealed record RotateApiKeyRequest(int? OverlapSeconds = null, DateTimeOffset? ExpiresAt = null, string? PublicKey = null);

/// <summary>The key and its new secret, <c>edge_{env}_{random}_{checksum}</c>, which is never shown again.</summary>
/// <param name="SigningKey">For <c>hmac_sha256</c>: the 32 bytes to sign with, in base64, which follow from the secret and are not shown again either.</param>
public sealed record IssuedApiKey(ApiKey ApiKey, string Secret, string? SigningKey = null);

/// <summary>How often a key was used, by days and routes in UTC, some seconds late.</summary>
/// <param name="From">The first day, as 2026-11-22.</param>
/// <param name="To">The last day.</param>
/// <param name="Days">Those that the key was used on, the first one first.</param>
/// <param name="Routes">By the name of the operation, the one used most first.</param>
public sealed record ApiKeyUsage(string From, string To, IReadOnlyList<ApiKeyUsageDay> Days, IReadOnlyList<ApiKeyUsageRoute> Routes);

/// <param name="Requests">All that came with the key.</param>
/// <param name="Refused">Those of them that were answered 401, 403 or 429.</param>
public sealed record ApiKeyUsageDay(string Day, long Requests, long Refused);

/// <param name="Route">The name of the operation, as in the API description.</param>
/// <param name="Requests">All that came with the key.</param>
/// <param name="Refused">Those of them that were answered 401, 403 or 429.</param>
public sealed record ApiKeyUsageRoute(string Route, long Requests, long Refused);
