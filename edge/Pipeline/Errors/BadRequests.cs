using System.Text.Json;
using Edge.Hosting.Endpoints;

namespace Edge.Pipeline.Errors;

/// <summary>Says which field of a request could not be read, and why, in our words instead of the framework's.</summary>
internal static class BadRequests
{
    public static Problem ToProblem(BadHttpRequestException error) => error.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => Problems.TooLarge(),
        StatusCodes.Status415UnsupportedMediaType => Problems.UnsupportedMediaType(),
        _ when error.InnerException is JsonException json => FromJson(json),
        _ => Problems.MalformedRequest("A parameter is missing or has the wrong form."),
    };

    private static Problem FromJson(JsonException error)
    {
        var field = error.Path is null or "$" ? "$" : error.Path;
        return Problems.InvalidJson(field, $"The value at {field} is missing, unknown, or of the wrong type.");
    }
}
