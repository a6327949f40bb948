using System.Text.Json;
using System.Text.Json.Nodes;

namespace Edge.Aot.Tests;

/// <summary>One operation of shared/openapi.json with what is needed to call it.</summary>
internal sealed record Operation(string Method, string Path, IReadOnlyList<Parameter> Parameters, string? MediaType, JsonNode? Example);

/// <summary>A parameter; <paramref name="In"/> is "path", "query" or "header".</summary>
internal sealed record Parameter(string Name, string In, string Example);

/// <summary>Reads the committed document, and makes an example for each schema.</summary>
internal static class OpenApiDocument
{
    private const int MaxDepth = 8;
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch", "head"];
    private static readonly Lazy<JsonElement> Root = new(Load);

    public static IReadOnlyDictionary<string, Operation> Operations => Read().ToDictionary(operation => $"{operation.Method} {operation.Path}");

    private static JsonElement Load()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(EdgeBinary.Repository, "shared/openapi.json")));
        return document.RootElement.Clone();
    }

    private static IEnumerable<Operation> Read()
    {
        foreach (var path in Root.Value.GetProperty("paths").EnumerateObject())
        {
            foreach (var member in path.Value.EnumerateObject().Where(member => Methods.Contains(member.Name)))
            {
                var parameters = ParametersOf(path.Value).Concat(ParametersOf(member.Value)).ToList();
                var (type, example) = BodyOf(member.Value);
                yield return new Operation(member.Name.ToUpperInvariant(), path.Name, parameters, type, example);
            }
        }
    }

    private static IEnumerable<Parameter> ParametersOf(JsonElement owner)
    {
        if (!owner.TryGetProperty("parameters", out var parameters))
            yield break;
        foreach (var parameter in parameters.EnumerateArray().Select(Resolve))
        {
            var example = parameter.TryGetProperty("schema", out var schema) ? ExampleOf(schema) : null;
            yield return new Parameter(parameter.GetProperty("name").GetString()!, parameter.GetProperty("in").GetString()!, example?.ToString() ?? "x");
        }
    }

    private static (string? Type, JsonNode? Example) BodyOf(JsonElement operation)
    {
        if (!operation.TryGetProperty("requestBody", out var body))
            return (null, null);
        var content = Resolve(body).GetProperty("content").EnumerateObject().First();
        return (content.Name, content.Value.TryGetProperty("schema", out var schema) ? ExampleOf(schema) : null);
    }

    private static JsonNode? ExampleOf(JsonElement schema, int depth = 0)
    {
        schema = Resolve(schema);
        if (schema.TryGetProperty("enum", out var words))
            return JsonNode.Parse(words[0].GetRawText());
        foreach (var choice in new[] { "oneOf", "anyOf", "allOf" })
        {
            if (schema.TryGetProperty(choice, out var choices))
                return ExampleOf(choices.EnumerateArray().Select(Resolve).First(item => TypeOf(item) != "null"), depth);
        }
        return TypeOf(schema) switch
        {
            "object" => depth > MaxDepth ? null : ExampleObject(schema, depth),
            "array" => depth > MaxDepth ? new JsonArray() : new JsonArray(ExampleOf(schema.GetProperty("items"), depth + 1)),
            "integer" or "number" => 1,
            "boolean" => false,
            _ => ExampleText(schema),
        };
    }

    private static JsonObject ExampleObject(JsonElement schema, int depth)
    {
        var example = new JsonObject();
        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
                example[property.Name] = ExampleOf(property.Value, depth + 1);
        }
        return example;
    }

    private static JsonValue ExampleText(JsonElement schema) => (schema.TryGetProperty("format", out var format) ? format.GetString() : null) switch
    {
        "uuid" => JsonValue.Create("0190a6b0-0000-7000-8000-000000000001"),
        "date-time" => JsonValue.Create("2026-01-02T03:04:05Z"),
        _ => JsonValue.Create("1Z999AA10123456784"),
    };

    private static string? TypeOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type))
            return schema.TryGetProperty("properties", out _) ? "object" : null;
        return type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Select(item => item.GetString()).FirstOrDefault(name => name != "null")
            : type.GetString();
    }

    private static JsonElement Resolve(JsonElement schema)
    {
        while (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$ref", out var reference))
        {
            var target = Root.Value;
            foreach (var name in reference.GetString()!.Split('/').Skip(1))
                target = target.GetProperty(name);
            schema = target;
        }
        return schema;
    }
}
