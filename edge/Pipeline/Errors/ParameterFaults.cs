using System.Text.Json;
using Edge.Hosting.Endpoints;
using Microsoft.AspNetCore.Http.Metadata;

namespace Edge.Pipeline.Errors;

/// <summary>
/// Finds the parameter that a request was refused for. Generated request delegates tell of a missing one by an exception, and of a
/// malformed optional one by the bare status 400; both leave the declaration in the endpoint's metadata, which is read again here.
/// </summary>
internal static class ParameterFaults
{
    public static Problem? Find(HttpContext http)
    {
        foreach (var parameter in http.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [])
        {
            if (parameter.HasTryParse && Fault(http, parameter) is { } reason)
                return Problems.InvalidParameter(JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name), reason);
        }
        return null;
    }

    private static string? Fault(HttpContext http, IParameterBindingMetadata parameter)
    {
        var type = parameter.ParameterInfo.ParameterType;
        var text = Value(http.Request, parameter.Name);
        if (string.IsNullOrEmpty(text) && (parameter.IsOptional || type == typeof(string)))
            return text is null && !parameter.IsOptional ? "is missing." : null;
        if (text is null)
            return "is missing.";
        return WireTypes.Reads(type, text) ? null : $"must be {WireTypes.Describe(type) ?? "of another form"}.";
    }

    private static string? Value(HttpRequest request, string name)
    {
        if (request.RouteValues.TryGetValue(name, out var value))
            return value as string;
        return request.Query.TryGetValue(name, out var values) || request.Headers.TryGetValue(name, out values) ? values.ToString() : null;
    }
}
