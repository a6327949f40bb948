using Edge.Hosting.Endpoints;
using Edge.Pipeline.RateLimiting;

namespace Edge.Pipeline.LoadShedding;

/// <summary>
/// Refuses at once what could only be served too late, so that the rest is served in time: without it everyone waits longer and longer,
/// for answers that nobody awaits any more. What is refused are routes that name a limit. Files of the web app, health and whatever is
/// answered from memory cost less than a refusal saves, and are always served. So is DELETE: a right that must be taken away may be
/// what causes the trouble.
/// </summary>
internal sealed class LoadSheddingMiddleware(RequestDelegate next, PoolQueue queue)
{
    public Task InvokeAsync(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<RateLimitRule>() is not null && !HttpMethods.IsDelete(http.Request.Method) && queue.IsTooLong()
            ? Problems.Overloaded().ExecuteAsync(http)
            : next(http);
}
