namespace Edge.Hosting.Endpoints;

/// <summary>Within what an API key may be used.</summary>
/// <param name="ExpiresAt">Null for never.</param>
/// <param name="Addresses">Packed networks; null for everywhere.</param>
/// <param name="RequestsPerMinute">0 for no limit.</param>
/// <param name="Burst">How many requests may come at once; of no meaning without a limit.</param>
/// <param name="MonthlyQuota">Null for no quota.</param>
/// <param name="MustSign">The secret alone does not make a request this caller's.</param>
internal sealed record KeyBounds(
    DateTimeOffset? ExpiresAt, byte[]? Addresses, int RequestsPerMinute, int Burst, long? MonthlyQuota, bool MustSign);
