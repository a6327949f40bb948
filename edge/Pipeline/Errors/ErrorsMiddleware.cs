using Edge.Hosting.Endpoints;
using Edge.Observability;
using Edge.Storage;

namespace Edge.Pipeline.Errors;

/// <summary>
/// Turns everything that goes wrong below into a problem (RFC 9457), and so every refusal that comes without a body. What the caller
/// reads is never an exception's text, not even in Development: the log has it under the request id.
/// </summary>
internal sealed partial class ErrorsMiddleware(RequestDelegate next, ILogger<ErrorsMiddleware> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
            if (IsBareRefusal(http.Response))
                await BadRequests.ToProblem(http, http.Response.StatusCode).ExecuteAsync(http);
        }
        catch (Exception error) when (IsClientGone(http, error))
        {
            // Nobody is left to read an answer, and leaving is no error.
            if (!http.Response.HasStarted)
                http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception error) when (!http.Response.HasStarted)
        {
            await Answer(http, error);
        }
    }

    private Task Answer(HttpContext http, Exception error)
    {
        var problem = error switch
        {
            ProblemException stated => stated.Problem,
            BadHttpRequestException bad => BadRequests.ToProblem(http, bad),
            InvalidOperationException when BadRequests.HasForeignCharset(http.Request) => Problems.UnsupportedMediaType(),
            StorageUnavailableException => Problems.Unavailable(),
            _ => Problems.Internal(),
        };
        if (problem.Status >= 500)
            LogFailure(error, RequestNames.Method(http.Request.Method), RequestNames.Route(http), problem.Status);
        WithdrawContentHeaders(http.Response.Headers);
        return problem.ExecuteAsync(http);
    }

    private static bool IsBareRefusal(HttpResponse response) =>
        response is { StatusCode: >= 400, HasStarted: false, ContentLength: null, ContentType: null };

    private static bool IsClientGone(HttpContext http, Exception error) =>
        http.RequestAborted.IsCancellationRequested && error is (OperationCanceledException or IOException);

    // They spoke of the answer that did not come about.
    private static void WithdrawContentHeaders(IHeaderDictionary headers)
    {
        headers.Remove("ETag");
        headers.Remove("Last-Modified");
        headers.Remove("Location");
        headers.Remove("Content-Encoding");
        headers.Remove("Content-Disposition");
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Route} failed with {Status}")]
    private partial void LogFailure(Exception error, string method, string? route, int status);
}
