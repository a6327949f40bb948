using Edge.Hosting.Endpoints;
using Edge.Pipeline.RateLimiting;

namespace Edge.Pipeline.ApiKeys;

/// <summary>
/// Lets a request go on in the name of a key within what the key was given: from its addresses, as often as its limit and its quota allow.
/// What is refused here or later, with 401, 403 or 429, takes nothing of the quota.
/// </summary>
internal sealed class KeyAdmission(KeyUsage usage, KeyLimits limits, TimeProvider time)
{
    private const string NoRoute = "none";

    public async Task Run(HttpContext http, KnownApiKey key, RequestDelegate next)
    {
        var now = time.GetUtcNow();
        var route = http.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? NoRoute;
        var isWithinQuota = usage.Count(key, route, now);
        try
        {
            if (Refusal(http, key, isWithinQuota, now) is { } refusal)
                await refusal.ExecuteAsync(http);
            else
                await next(http);
        }
        finally
        {
            if (isWithinQuota && IsRefusal(http.Response.StatusCode))
                usage.Refuse(key, route, now);
        }
    }

    // Where a key may be used from comes first: who has stolen it learns no more than that.
    private Problem? Refusal(HttpContext http, KnownApiKey key, bool isWithinQuota, DateTimeOffset now)
    {
        if (!AddressRanges.Contain(key.Bounds.Addresses, http.Connection.RemoteIpAddress))
            return Problems.ApiKeyAddress();
        if (limits.Take(http, key) is { } refusal)
            return refusal;
        return isWithinQuota ? null : Problems.QuotaExhausted((int)Math.Ceiling((KeyCalendar.EndOfMonth(now) - now).TotalSeconds));
    }

    private static bool IsRefusal(int status) =>
        status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status429TooManyRequests;
}
