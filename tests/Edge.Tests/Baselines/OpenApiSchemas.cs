using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Edge.Shared.Contracts;

namespace Edge.Tests.Baselines;

/// <summary>The schemas of the contracts, with the words of their comments, and true to how nulls travel.</summary>
internal sealed class OpenApiSchemas(JsonObject document, XmlDocs docs)
{
    private const string Prefix = "#/components/schemas/";
    private const string NullablePrefix = "NullableOf";
    private static readonly char[] Digits = [.. "23456789"];

    public void Edit()
    {
        document["components"]!["schemas"] = Once();
        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
            Edit(schema!.AsObject(), ContractOf(name));
    }

    // The generator of .NET 9 writes a type once for each way it is used ("Location2" is an optional Location, "NullableOfRole" a Role?): one is enough.
    private JsonObject Once()
    {
        var schemas = document["components"]!["schemas"]!.AsObject();
        foreach (var reference in References(document).ToList())
            reference["$ref"] = Prefix + NameOf(((string)reference["$ref"]!)[Prefix.Length..]);
        var used = References(document).Select(reference => ((string)reference["$ref"]!)[Prefix.Length..]).ToHashSet(StringComparer.Ordinal);
        return new JsonObject(schemas
            .Where(pair => used.Contains(NameOf(pair.Key)) || ContractOf(NameOf(pair.Key)) is not null)
            .OrderBy(pair => NameOf(pair.Key), StringComparer.Ordinal).ThenBy(pair => pair.Key != NameOf(pair.Key))
            .DistinctBy(pair => NameOf(pair.Key))
            .Select(pair => KeyValuePair.Create(NameOf(pair.Key), pair.Value?.DeepClone())));
    }

    private static string NameOf(string name)
    {
        var stem = name.StartsWith(NullablePrefix, StringComparison.Ordinal) ? name[NullablePrefix.Length..] : name.TrimEnd(Digits);
        return ContractOf(name) is null && ContractOf(stem) is not null ? stem : name;
    }

    private static Type? ContractOf(string name) => typeof(Shipment).Assembly.GetType($"{typeof(Shipment).Namespace}.{name}");

    private static IEnumerable<JsonObject> References(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(pair => References(pair.Value)).Concat(item.ContainsKey("$ref") ? [item] : []),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };

    private void Edit(JsonObject schema, Type? type)
    {
        // Whether null may stand in its place is said where a type is used, not of the type.
        schema.Remove("nullable");
        schema.Remove("default");
        // A request is refused for a member it does not know; an answer may get new ones.
        if (type?.Name.EndsWith("Request", StringComparison.Ordinal) != true && schema["additionalProperties"] is JsonValue)
            schema.Remove("additionalProperties");
        if (schema["enum"] is JsonArray words)
        {
            schema["type"] = "string";
            while (words.Contains(null))
                words.Remove(null);
        }
        if (type is not null && docs.SummaryOf(type) is { } summary)
            schema["description"] = summary;
        if (schema["properties"] is not JsonObject properties)
            return;
        foreach (var (name, property) in properties.ToList())
            properties[name] = Edited(property!.AsObject(), type, name);
        Relax(schema, properties, type);
    }

    // A reference takes no siblings in OpenAPI 3.0, so what is said of the property goes around it.
    private JsonObject Edited(JsonObject property, Type? type, string name)
    {
        var text = PropertyOf(type, name) is { } known ? docs.ParameterOf(type!, known.Name) : null;
        var described = property.ContainsKey("$ref") && (text is not null || IsNullable(type, name))
            ? new JsonObject { ["allOf"] = new JsonArray(property.DeepClone()) }
            : property.DeepClone().AsObject();
        if (described.ContainsKey("allOf") && IsNullable(type, name))
        {
            described["type"] = ContractOf(((string)property["$ref"]!)[Prefix.Length..]) is { IsEnum: true } ? "string" : "object";
            described["nullable"] = true;
        }
        if (text is not null)
            described["description"] = text;
        if (TypeOf(type, name) is { } of && (Nullable.GetUnderlyingType(of) ?? of) == typeof(DateTimeOffset))
            SayTime(described, IsNullable(type, name));
        if (described.ContainsKey("default") && described["default"] is null)
            described.Remove("default");
        return described;
    }

    // The generator cannot see through a converter of our own (Rfc3339Time).
    private static void SayTime(JsonObject property, bool isNullable)
    {
        property["type"] = "string";
        property["format"] = "date-time";
        if (isNullable)
            property["nullable"] = true;
    }

    // A null member is not written at all: nothing that may be null is required, of a request or of an answer.
    private static void Relax(JsonObject schema, JsonObject properties, Type? type)
    {
        if (schema["required"] is not JsonArray required)
            return;
        var kept = required.Select(name => (string)name!).Where(name => properties.ContainsKey(name) && !IsNullable(type, name)).ToList();
        if (kept.Count == 0)
            schema.Remove("required");
        else
            schema["required"] = new JsonArray([.. kept.Select(name => (JsonNode)name)]);
    }

    private static Type? TypeOf(Type? type, string name) => PropertyOf(type, name)?.PropertyType;

    private static bool IsNullable(Type? type, string name)
    {
        var property = PropertyOf(type, name);
        return property is not null
            && new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
    }

    private static PropertyInfo? PropertyOf(Type? type, string name) =>
        type?.GetProperties().FirstOrDefault(known => WireNameOf(known) == name);

    private static string WireNameOf(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
}
