using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Pipeline.Errors;

/// <summary>Which field of a JSON body is wrong, and why. The reader's sentences are recognised, and replaced by ours.</summary>
internal static class JsonFaults
{
    private const int MaxFieldLength = 200;

    /// <param name="root">The type of the whole body, which tells what a field should have been; null when unknown.</param>
    public static Problem ToProblem(JsonException error, Type? root)
    {
        if (Missing(error.Message) is { Count: > 0 } missing)
            return Refuse(Below(Field(error.Path), missing), "is missing.");
        return Refuse([Field(error.Path)], Reason(error, root));
    }

    private static string Reason(JsonException error, Type? root) => error.Message switch
    {
        _ when IsSyntax(error) && Says(error, "maximum configured depth") => "is nested too deeply.",
        _ when IsSyntax(error) => $"is not well-formed JSON in UTF-8; look at line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}.",
        _ when Says(error, "could not be mapped to any") => "is not a field of this request.",
        _ when root is not null && Describe(error.Path ?? "$", root) is { } type => $"must be {type}.",
        _ => "has a value that this field does not take.",
    };

    private static bool Says(JsonException error, string words) => error.Message.Contains(words, StringComparison.Ordinal);

    // Well-formedness is the reader's finding, which the serializer wraps; everything else it finds itself.
    private static bool IsSyntax(JsonException error) => error.InnerException is JsonException;

    private static Problem Refuse(List<string> fields, string reason) =>
        Problems.InvalidJson(fields.ToDictionary(field => field, _ => (string[])[reason]), $"{fields[0]} {reason}");

    private static string Field(string? path)
    {
        var field = path is null or "" or "$" ? "$" : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path;
        return field.Length <= MaxFieldLength ? field : field[..MaxFieldLength];
    }

    private static List<string> Below(string parent, List<string> names) =>
        parent == "$" ? names : [.. names.Select(name => $"{parent}.{name}")];

    // The names are those of our own contract, each in single quotes behind a colon.
    private static List<string> Missing(string message)
    {
        const string sentence = "missing required properties including: ";
        var start = message.IndexOf(sentence, StringComparison.Ordinal);
        return start < 0 ? [] : [.. message[(start + sentence.Length)..].Split('\'').Where((_, i) => i % 2 == 1).Distinct()];
    }

    // The exception names the type of the object around the field, so the way to the field is gone again.
    private static string? Describe(string path, Type root)
    {
        var type = root;
        foreach (var segment in path.TrimStart('$').Split(['.', '['], StringSplitOptions.RemoveEmptyEntries))
        {
            if (WireJson.Default.GetTypeInfo(type) is not { } info)
                return null;
            var next = segment.EndsWith(']')
                ? info.ElementType
                : info.Properties.FirstOrDefault(property => property.Name == segment)?.PropertyType;
            if (next is null)
                return null;
            type = next;
        }
        return WireTypes.Describe(type) ?? KindOf(WireJson.Default.GetTypeInfo(type)?.Kind);
    }

    private static string? KindOf(JsonTypeInfoKind? kind) => kind switch
    {
        JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "an object",
        JsonTypeInfoKind.Enumerable => "a list",
        _ => null,
    };
}
