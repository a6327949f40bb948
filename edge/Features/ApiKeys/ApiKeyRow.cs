using Edge.Hosting.Endpoints;
using Edge.Pipeline.ApiKeys;
using Edge.Shared.Contracts;
using Edge.Shared.Signing;
using Edge.Storage.Sql;

namespace Edge.Features.ApiKeys;

/// <summary>A key as it is stored, without its secret.</summary>
/// <param name="Lifetime">For how long <see cref="ApiKeySettings.ExpiresAt"/> was set.</param>
internal sealed record ApiKeyRow(
    Guid Id, long Organisation, Role Role, string Hint, byte[] Hash, DateTimeOffset CreatedAt, ApiKeySettings Settings, TimeSpan? Lifetime,
    DateTimeOffset? RevokedAt, DateTimeOffset? RotatedAt, DateTimeOffset? FormerUntil, DateTimeOffset? LastUsedAt, long Month, long MonthRequests,
    SignatureAlgorithm? Algorithm, byte[]? SigningKey, bool SigningRequired, long Version) : IRow<ApiKeyRow>
{
    public static SqlText Columns { get; } = $"""
        id, organisation, role, hint, hash, created_at, name, expires_at, scopes, addresses, requests_per_minute, burst, monthly_quota, lifetime,
        revoked_at, rotated_at, former_until, last_used_at, month, month_requests, signing_algorithm, signing_key, signing_required, version
        """;

    public Permission[] Permissions => KeyScopes.Of(Hosting.Endpoints.Permissions.Of(Role, Organisation), Settings.Scopes);

    public KeyBounds Bounds => new(
        Settings.ExpiresAt, Settings.Addresses, Settings.RequestsPerMinute ?? 0, Settings.Burst ?? Settings.RequestsPerMinute ?? 0,
        Settings.MonthlyQuota, SigningRequired);

    public static ApiKeyRow Read(Columns columns)
    {
        var createdAt = columns.Time(5);
        var settings = new ApiKeySettings(
            columns.Text(6), columns.TimeOrNull(7), columns.TextOrNull(8), columns.IsNull(9) ? null : columns.Bytes(9),
            columns.IntOrNull(10), columns.IntOrNull(11), columns.LongOrNull(12));
        return new ApiKeyRow(
            columns.Id(0),
            columns.Long(1),
            WireName.Parse<Role>(columns.Text(2)),
            columns.Text(3),
            columns.Bytes(4),
            createdAt,
            settings,
            columns.LongOrNull(13) is { } lifetime ? TimeSpan.FromMilliseconds(lifetime) : settings.ExpiresAt - createdAt,
            columns.TimeOrNull(14),
            columns.TimeOrNull(15),
            columns.TimeOrNull(16),
            columns.TimeOrNull(17),
            columns.Long(18),
            columns.Long(19),
            columns.TextOrNull(20) is { } word ? WireName.Parse<SignatureAlgorithm>(word) : null,
            columns.IsNull(21) ? null : columns.Bytes(21),
            columns.Bool(22),
            columns.Long(23));
    }

    public bool HasEnded(DateTimeOffset now) => RevokedAt is not null || Settings.ExpiresAt <= now;

    public ApiKey ToContract(DateTimeOffset now) => new(
        Id, Settings.Name, Role, Hint, CreatedAt, Settings.ExpiresAt,
        !HasEnded(now) && ExpiryThresholds.Reached(Settings.ExpiresAt, Lifetime, now) is not null,
        RevokedAt, RotatedAt, FormerUntil > now && RevokedAt is null ? FormerUntil : null, LastUsedAt, Signing(),
        KeyScopes.Words(Settings.Scopes), AddressRanges.Unpack(Settings.Addresses), Settings.RequestsPerMinute, Settings.Burst,
        Settings.MonthlyQuota, Month == KeyCalendar.MonthOf(now) ? MonthRequests : 0, Version);

    // A shared secret stays where it is.
    private ApiKeySigning? Signing()
    {
        if (Algorithm is not { } algorithm)
            return null;
        var publicKey = algorithm == SignatureAlgorithm.HmacSha256 ? null : KeyText.Write(algorithm, SigningKey!);
        return new ApiKeySigning(algorithm, publicKey, SigningRequired);
    }
}
