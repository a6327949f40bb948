using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage.Sql;

namespace Edge.Pipeline.ApiKeys;

/// <summary>The key that a request came with: who that is, and within what it may be used.</summary>
/// <param name="Month">The month that <paramref name="MonthRequests"/> were counted in, as <see cref="KeyCalendar"/> counts.</param>
internal sealed record KnownApiKey(Guid Id, Caller Caller, KeyBounds Bounds, long Month, long MonthRequests) : IRow<KnownApiKey>
{
    /// <summary>
    /// Of <c>id, name, role, organisation, expires_at, scopes, signing_required, addresses, requests_per_minute, burst, monthly_quota,
    /// month, month_requests</c>, whatever columns follow.
    /// </summary>
    public static KnownApiKey Read(Columns columns)
    {
        var id = columns.Id(0);
        var role = WireName.Parse<Role>(columns.Text(2));
        var organisation = columns.Long(3);
        var perMinute = columns.IntOrNull(8) ?? 0;
        var bounds = new KeyBounds(
            columns.TimeOrNull(4), columns.IsNull(7) ? null : columns.Bytes(7), perMinute, columns.IntOrNull(9) ?? perMinute,
            columns.LongOrNull(10), columns.Bool(6));
        var caller = new Caller(CallerKind.ApiKey, $"key:{id}", columns.Text(1), role, organisation, bounds.ExpiresAt) { Bounds = bounds };
        if (columns.TextOrNull(5) is { } scopes)
            caller = caller with { Permissions = KeyScopes.Of(caller.Permissions, scopes) };
        return new KnownApiKey(id, caller, bounds, columns.Long(11), columns.Long(12));
    }
}
