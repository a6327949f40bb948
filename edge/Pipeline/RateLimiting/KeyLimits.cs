using System.Globalization;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.ApiKeys;

namespace Edge.Pipeline.RateLimiting;

/// <summary>The limits that keys were given, each its own; beside the limit of the route.</summary>
internal sealed class KeyLimits(TokenBuckets buckets)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static KeyLimits Create(TimeProvider time) => new(new TokenBuckets(1, Window, time));

    /// <returns>Null when the key may, or the refusal.</returns>
    public Problem? Take(HttpContext http, KnownApiKey key)
    {
        var (perMinute, burst) = (key.Bounds.RequestsPerMinute, key.Bounds.Burst);
        if (perMinute == 0)
            return null;
        var lease = buckets.Take(new Partition(0, key.Caller.Allowance), Window.Ticks / perMinute, burst);
        var headers = http.Response.Headers;
        headers["RateLimit-Policy"] = string.Create(
            CultureInfo.InvariantCulture, $"\"key\";q={perMinute};w={Window.TotalSeconds};burst={burst}");
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"key\";r={lease.Remaining};t={lease.SecondsToNext}");
        return lease.IsAcquired ? null : Problems.TooManyRequests(Math.Max(1, lease.SecondsToNext));
    }
}
