using Edge.Caching.Rendered;
using Edge.Hosting;
using Edge.Pipeline.RateLimiting;
using Edge.Pipeline.SecurityHeaders;
using Edge.Storage.Postgres;

namespace Edge.Pipeline.RenderedAnswers;

/// <summary>
/// Answers what is in memory as final bytes, for everyone alike. Whatever makes a request more than that takes the whole way: a caller
/// who says who he is, a limit on reads, the admin listener. The route is set as if it had been found, so logs, metrics and the
/// security headers of the route are those of any other answer of it.
/// </summary>
internal sealed class RenderedAnswersMiddleware(
    RequestDelegate next, CachedAnswers answers, SecurityHeaderValues security, Limits limits, ReplicaMonitor? replicas = null)
{
    private readonly bool isLimited = limits.Of(RateLimit.Read) is not null;

    // With replicas a cookie may say what its owner has written and must see.
    private readonly bool mindsCookies = replicas is not null;

    public Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        if (!isLimited
            && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && request.Headers.Authorization.Count == 0
            && !(mindsCookies && request.Headers.Cookie.Count > 0)
            && !AdminListener.Accepted(http)
            && request.Path.Value is { } path
            && answers.Find(path) is { } entry)
        {
            http.SetEndpoint(entry.Family.Route);
            security.Write(http);
            return answers.SendHit(http, entry);
        }
        return next(http);
    }
}
