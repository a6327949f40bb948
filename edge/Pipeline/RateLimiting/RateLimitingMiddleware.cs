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
            var lease = limit.Take(limit.PartitionOf(http));
            if (!lease.IsAcquired)
                return limit.Refuse(lease, http.Response).ExecuteAsync(http);
            limit.Describe(lease, http.Response);
        }
        foreach (var misses in limits.MissesOf(name))
        {
            if (Guesses.Begin(http, misses, misses.PartitionOf(http)) is { } refusal)
                return refusal.ExecuteAsync(http);
        }
        return next(http);
    }
}
