using System.Text.Json;
using Edge.Shared.Contracts;

namespace Edge.Hosting.Endpoints;

/// <summary>
/// An error as the caller sees it (RFC 9457). <paramref name="Slug"/> is stable and documented; the texts are for the public,
/// so an exception's message never goes in here.
/// </summary>
/// <param name="IsCountedOnly">No line of the log tells of it, unless all answers are logged: so many come at once that lines would add to what is wrong.</param>
internal sealed record Problem(
    string Slug, int Status, string Title, string? Detail = null, IReadOnlyDictionary<string, string[]>? Errors = null, int? RetryAfter = null,
    string? Challenge = null, Guid? Existing = null, string? AcceptSignature = null, bool IsCountedOnly = false) : IResult
{
    public const string ContentType = "application/problem+json";

    public ProblemDetails ToContract(HttpContext http) =>
        new($"/docs/problems#{Slug}", Title, Status, Detail, http.Request.Path.Value, http.TraceIdentifier, Errors, Existing);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        // The access log and the metrics above the endpoint tell which problem it was.
        httpContext.Features.Set(this);
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        if (RetryAfter is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (Challenge is not null)
            response.Headers.WWWAuthenticate = Challenge;
        if (AcceptSignature is not null)
            response.Headers["Accept-Signature"] = AcceptSignature;
        var body = JsonSerializer.SerializeToUtf8Bytes(ToContract(httpContext), WireJson.Default.ProblemDetails);
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(httpContext.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(body).AsTask();
    }
}

/// <summary>Ends a handler, and rolls back its transaction, with a problem for the caller.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Slug)
{
    public Problem Problem => problem;
}
