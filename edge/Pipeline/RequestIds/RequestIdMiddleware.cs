using System.Diagnostics;

namespace Edge.Pipeline.RequestIds;

/// <summary>
/// Gives every request an id: the trace id of a well-formed <c>traceparent</c> (W3C Trace Context), else a new one of the same form.
/// It is echoed as <c>X-Request-Id</c> and stands in every log line and problem.
/// </summary>
internal sealed class RequestIdMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var id = FromTraceParent(http.Request.Headers.TraceParent) ?? ActivityTraceId.CreateRandom().ToHexString();
        http.TraceIdentifier = id;
        http.Response.Headers["X-Request-Id"] = id;
        return next(http);
    }

    private static string? FromTraceParent(string? header) =>
        ActivityContext.TryParse(header, null, out var context) && context.TraceId != default ? context.TraceId.ToHexString() : null;
}
