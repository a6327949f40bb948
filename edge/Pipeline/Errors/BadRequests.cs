using System.Text.Json;
using Edge.Hosting.Endpoints;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Edge.Pipeline.Errors;

/// <summary>Says which part of a request could not be read, and why, in our words instead of the framework's.</summary>
internal static class BadRequests
{
    public static Problem ToProblem(HttpContext http, BadHttpRequestException error) =>
        HasForeignCharset(http.Request) ? Problems.UnsupportedMediaType()
            : error is { StatusCode: StatusCodes.Status400BadRequest, InnerException: JsonException json }
            ? JsonFaults.ToProblem(json, http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType)
            : ToProblem(http, error.StatusCode);

    /// <summary>The words for a refusal that the framework made by its status alone.</summary>
    public static Problem ToProblem(HttpContext http, int status) => status switch
    {
        StatusCodes.Status400BadRequest => ParameterFaults.Find(http) ?? BodyFault(http),
        StatusCodes.Status404NotFound => Problems.NotFound(),
        StatusCodes.Status405MethodNotAllowed => Problems.MethodNotAllowed(),
        StatusCodes.Status408RequestTimeout => Problems.TooSlow(),
        StatusCodes.Status413PayloadTooLarge => Problems.TooLarge(),
        StatusCodes.Status415UnsupportedMediaType => Problems.UnsupportedMediaType(),
        >= 500 => Problems.Internal() with { Status = status },
        _ => Problems.Refused() with { Status = status },
    };

    /// <summary>JSON is UTF-8 (RFC 8259 section 8.1); an unknown charset surfaces as an exception that says nothing of the request.</summary>
    public static bool HasForeignCharset(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.Charset.HasValue
        && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private static Problem BodyFault(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is null
            ? Problems.MalformedRequest("The request breaks off, or does not keep to HTTP.")
            : Problems.InvalidJson("$", "A complete JSON body is needed.");
}
