using Edge.Hosting.Endpoints;

namespace Edge.Pipeline.RateLimiting;

/// <summary>Holds a request against the limit that its route names, and refuses it with 429 and the time to wait.</summary>
internal sealed class RateLimitingMiddleware(RequestDelegate next, Limits limits)
{
    public Task InvokeAsync(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<RateLimitRule>() is { } rule ? Limited(http, rule.Limit) : next(http);

    private Task Limited(HttpContext http, RateLimit name)
    {
        if (limits.Of(name) is { } limit)
        {
            var lease = limit.Take(http);
            limit.Describe(lease, http.Response);
            if (!lease.IsAcquired)
                return Refuse(http, lease);
        }
        if (limits.MissesOf(name) is { } misses)
        {
            var lease = misses.Look(http);
            if (!lease.IsAcquired)
            {
                misses.Describe(lease, http.Response);
                return Refuse(http, lease);
            }
            http.Response.OnStarting(() => Count(http, misses));
        }
        return next(http);
    }

    private static Task Refuse(HttpContext http, BucketLease lease) =>
        Problems.TooManyRequests(Math.Max(1, lease.SecondsToNext)).ExecuteAsync(http);

    // Every refusal is a miss: how a route words a wrong guess is its own affair.
    private static Task Count(HttpContext http, Limit misses)
    {
        if (http.Response.StatusCode is >= 400 and < 500)
            misses.Take(http);
        return Task.CompletedTask;
    }
}
