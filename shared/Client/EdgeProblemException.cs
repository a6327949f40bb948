using System.Net;
using System.Text.Json;
using Edge.Shared.Contracts;

namespace Edge.Shared.Client;

/// <summary>The service refused (RFC 9457). The slug is stable; the texts are for people.</summary>
public class EdgeProblemException(HttpStatusCode status, ProblemDetails problem) : Exception($"{(int)status} {problem.Title}{Told(problem.Detail)}")
{
    public HttpStatusCode Status => status;

    public ProblemDetails Problem => problem;

    /// <summary>What /docs/problems lists, such as <c>shipment-not-found</c>; empty when the answer was none of the service's own.</summary>
    public string Slug => problem.Type.Split('#') is [_, var slug] ? slug : "";

    /// <summary>Reads an answer that is not a success.</summary>
    internal static async Task<EdgeProblemException> Of(HttpResponseMessage answer, TimeProvider time, CancellationToken cancellation)
    {
        var problem = await Read(answer, cancellation);
        var status = answer.StatusCode;
        return status switch
        {
            HttpStatusCode.Unauthorized => new EdgeUnauthenticatedException(status, problem),
            HttpStatusCode.Forbidden => new EdgeForbiddenException(status, problem),
            HttpStatusCode.NotFound => new EdgeNotFoundException(status, problem),
            HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed => new EdgeConflictException(status, problem),
            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity => new EdgeValidationException(status, problem),
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => new EdgeBusyException(status, problem, RetryAfter.Of(answer, time)),
            _ => new EdgeProblemException(status, problem),
        };
    }

    // What stands between may answer in words of its own.
    private static async Task<ProblemDetails> Read(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (answer.Content.Headers.ContentType?.MediaType == "application/problem+json")
        {
            try
            {
                var body = await answer.Content.ReadAsByteArrayAsync(cancellation);
                if (JsonSerializer.Deserialize(body, WireJson.Reading.ProblemDetails) is { Type: not null, Title: not null } problem)
                    return problem;
            }
            catch (JsonException)
            {
                // Told below by its status alone.
            }
        }
        return new ProblemDetails("about:blank", answer.ReasonPhrase ?? "Refused", (int)answer.StatusCode, null, null, "");
    }

    private static string Told(string? detail) => detail is null ? "" : $": {detail}";
}

/// <summary>401: the key or the signature is not valid, or there is none.</summary>
public sealed class EdgeUnauthenticatedException(HttpStatusCode status, ProblemDetails problem) : EdgeProblemException(status, problem);

/// <summary>403: the key's role does not allow it.</summary>
public sealed class EdgeForbiddenException(HttpStatusCode status, ProblemDetails problem) : EdgeProblemException(status, problem);

/// <summary>404.</summary>
public sealed class EdgeNotFoundException(HttpStatusCode status, ProblemDetails problem) : EdgeProblemException(status, problem);

/// <summary>409 and 412: it is there already, or has changed meanwhile.</summary>
public sealed class EdgeConflictException(HttpStatusCode status, ProblemDetails problem) : EdgeProblemException(status, problem)
{
    /// <summary>The id of what is there already, where the caller may know it.</summary>
    public Guid? Existing => Problem.Existing;
}

/// <summary>400 and 422: the request cannot be read, or its values contradict the rules.</summary>
public sealed class EdgeValidationException(HttpStatusCode status, ProblemDetails problem) : EdgeProblemException(status, problem)
{
    /// <summary>Per field, what is wrong with it.</summary>
    public IReadOnlyDictionary<string, string[]> Errors => Problem.Errors ?? new Dictionary<string, string[]>();
}

/// <summary>429 and 503, after the last attempt, or when the service asks for a longer wait than the client's policy allows.</summary>
public sealed class EdgeBusyException(HttpStatusCode status, ProblemDetails problem, TimeSpan? retryAfter) : EdgeProblemException(status, problem)
{
    public TimeSpan? RetryAfter => retryAfter;
}
