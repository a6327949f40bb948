using Edge.Hosting.Endpoints;
using Edge.Observability;
using Edge.Observability.Logs;
using Edge.Observability.Metrics;

namespace Edge.Pipeline.AccessLog;

/// <summary>
/// Tells of each answer: a line where <c>Observability:AccessLog</c> asks for one, a count where it is a problem. The line
/// names the route's template, never the path or the query: those hold tracking links and sign-in tokens.
/// </summary>
internal sealed class AccessLogMiddleware(
    RequestDelegate next,
    ObservabilityOptions options,
    ProblemMetrics problems,
    TimeProvider time,
    ILogger<AccessLogMiddleware> log)
{
    private static readonly EventId Answered = new(0, "Request");
    private const int FirstError = StatusCodes.Status400BadRequest;
    private readonly AccessLogMode mode = options.AccessLog;

    public async Task InvokeAsync(HttpContext http)
    {
        CurrentRequest.Enter(http.TraceIdentifier);
        var start = time.GetTimestamp();
        var answered = false;
        try
        {
            await next(http);
            answered = true;
        }
        finally
        {
            if (!answered || mode == AccessLogMode.All || http.Response.StatusCode >= FirstError)
                Tell(http, start, answered);
        }
    }

    private void Tell(HttpContext http, long start, bool answered)
    {
        var problem = http.Features.Get<Problem>();
        if (problem is not null)
            problems.Count(problem.Slug);
        if (mode == AccessLogMode.None || (problem is { IsCountedOnly: true } && mode != AccessLogMode.All) || !log.IsEnabled(LogLevel.Information))
            return;
        var entry = new AccessEntry(
            RequestNames.Method(http.Request.Method),
            RequestNames.Route(http),
            http.Response.StatusCode,
            Math.Round(time.GetElapsedTime(start).TotalMilliseconds, 3),
            Sent(http),
            http.Connection.RemoteIpAddress,
            problem?.Slug,
            answered);
        log.Log(LogLevel.Information, Answered, entry, null, static (entry, _) => entry.Message);
    }

    // A streamed answer has no length to tell without a wrapper around every body.
    private static long? Sent(HttpContext http) => HttpMethods.IsHead(http.Request.Method) ? 0 : http.Response.ContentLength;
}
