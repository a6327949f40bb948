using Edge.Hosting.Endpoints;
using Edge.Pipeline.RateLimiting;

namespace Edge.Pipeline.LoadShedding;

/// <summary>
/// Refuses at once what could only be served too late, so that the rest is served in time: without it everyone waits longer and longer,
/// for answers that nobody awaits any more. Files of the web app, health and whatever is answered from memory cost less than
/// a refusal saves, and are always served: what is refused are routes that name a limit.
/// </summary>
internal sealed class LoadSheddingMiddleware(RequestDelegate next, PoolQueue queue)
{
    public Task InvokeAsync(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<RateLimitRule>() is not null && queue.IsTooLong()
            ? Problems.Overloaded().ExecuteAsync(http)
            : next(http);
}
