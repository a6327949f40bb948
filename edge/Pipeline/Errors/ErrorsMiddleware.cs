using Edge.Hosting.Endpoints;
using Edge.Observability;
using Edge.Storage;

namespace Edge.Pipeline.Errors;

/// <summary>Turns everything that goes wrong below into a problem (RFC 9457). What the caller reads is never an exception's text.</summary>
internal sealed partial class ErrorsMiddleware(RequestDelegate next, ILogger<ErrorsMiddleware> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
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
            BadHttpRequestException bad => BadRequests.ToProblem(bad),
            StorageUnavailableException => Problems.Unavailable(),
            _ => Problems.Internal(),
        };
        if (problem.Status >= 500)
            LogFailure(error, RequestNames.Method(http.Request.Method), RequestNames.Route(http), problem.Status);
        http.Response.Headers.Remove("ETag");
        return problem.ExecuteAsync(http);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Route} failed with {Status}")]
    private partial void LogFailure(Exception error, string method, string? route, int status);
}
