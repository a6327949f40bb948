using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Tests.Baselines;

/// <summary>Adds to a generated document what the routes state and the comments say, in an order that does not change by itself.</summary>
internal sealed partial class OpenApiEditor(JsonObject document, IReadOnlyList<RouteFacts> routes)
{
    // HEAD is GET without a body, and the admin listener's routes are not for clients: neither is described.
    private static readonly string[] MethodOrder = ["get", "post", "put", "patch", "delete"];
    private readonly XmlDocs docs = new(typeof(Program).Assembly, typeof(Shipment).Assembly);

    public void Edit()
    {
        DescribeService();
        DescribePaths();
        new OpenApiSchemas(document, docs).Edit();
        document["components"]!["securitySchemes"] = SecuritySchemes();
    }

    private void DescribeService()
    {
        document["info"] = new JsonObject
        {
            ["title"] = "Edge",
            ["version"] = "v1",
            ["description"] = "Shipment tracking. Times are RFC 3339, names snake_case; members that are null are left out; unknown members of "
                + "a request are refused. Every error is a problem (RFC 9457) whose types /docs/problems lists. Reads are conditional "
                + "(ETag, If-None-Match); every answer carries X-Request-Id.",
            ["license"] = new JsonObject { ["name"] = "MIT", ["url"] = "https://opensource.org/license/mit" },
        };
        document["servers"] = new JsonArray(new JsonObject { ["url"] = "/", ["description"] = "This service" });
    }

    private void DescribePaths()
    {
        var tags = new SortedSet<string>(StringComparer.Ordinal);
        var described = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var (path, methods) in document["paths"]!.AsObject().ToList())
        {
            var trimmed = path.Length > 1 ? path.TrimEnd('/') : path;
            var item = described.TryGetValue(trimmed, out var known) ? known : described[trimmed] = [];
            foreach (var (method, operation) in methods!.AsObject().OrderBy(pair => Array.IndexOf(MethodOrder, pair.Key)).ToList())
            {
                if (method is "head" || routes.Any(route => route.IsAdmin && route.Name == (string?)operation!["operationId"]))
                    continue;
                tags.Add(Describe(trimmed, method, operation!.AsObject()));
                item[method] = operation.DeepClone();
            }
        }
        document["paths"] = new JsonObject(described.Where(pair => pair.Value.Count > 0).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        document["tags"] = new JsonArray([.. tags.Select(tag => new JsonObject { ["name"] = tag })]);
    }

    private string Describe(string path, string method, JsonObject operation)
    {
        var tag = TagOf(path);
        operation["tags"] = new JsonArray(tag);
        var name = (string?)operation["operationId"];
        var route = routes.FirstOrDefault(route => name is not null && route.Name == name);
        if (route is null)
            return tag;
        operation["summary"] = Words(route.Name!);
        operation["description"] = DescriptionOf(route);
        if (operation["description"] is null)
            operation.Remove("description");
        DescribeParameters(route, method, operation);
        DescribeAccess(route, operation);
        new OpenApiResponses(route, operation).Describe(path);
        return tag;
    }

    // The noun after the version, else the first word: /api/v1/api-keys/{id} is of "api-keys", /s/{token}.json of "public view".
    private static string TagOf(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["api", _, var noun, ..] => noun,
            ["s", ..] => "public view",
            [var first, ..] => first,
            _ => "shell",
        };
    }

    private string? DescriptionOf(RouteFacts route)
    {
        var said = new[] { docs.SummaryOf(route.Handler!.DeclaringType!), docs.SummaryOf(route.Handler) }
            .Select(text => text is null ? null : Verb().Replace(text, ""))
            .Where(text => !string.IsNullOrWhiteSpace(text));
        var permission = route.Access switch
        {
            { Permission: { } needed } => $"Needs the permission `{needed.Word()}`.",
            { NeedsSession: true } => "Needs a session; an API key is refused.",
            _ => null,
        };
        var text = string.Join(" ", said.Append(permission).OfType<string>());
        return text.Length == 0 ? null : text;
    }

    private void DescribeParameters(RouteFacts route, string method, JsonObject operation)
    {
        var parameters = operation["parameters"]?.AsArray() ?? [];
        foreach (var parameter in parameters.OfType<JsonObject>())
        {
            var name = (string)parameter["name"]!;
            if ((string?)parameter["in"] is "query")
                parameter["name"] = name = WireNameOf(name);
            var argument = route.Handler!.GetParameters().FirstOrDefault(argument => WireNameOf(argument.Name!) == WireNameOf(name));
            if (argument is not null && docs.ParameterOf(route.Handler, argument.Name!) is { } text)
                parameter["description"] = text;
        }
        if (route.IsIdempotent)
            AddHeader(parameters, "Idempotency-Key", required: false, "Repeats of this key with the same request get the first answer for 24 hours; with another request, 422.");
        if (route.Source.Contains("IfMatch", StringComparison.Ordinal))
            AddHeader(parameters, "If-Match", required: true, "The ETag of the version that was read.");
        if (parameters.Count > 0 && operation["parameters"] is null)
            operation["parameters"] = parameters;
    }

    private static void AddHeader(JsonArray parameters, string name, bool required, string description)
    {
        if (!parameters.Any(parameter => string.Equals((string?)parameter!["name"], name, StringComparison.OrdinalIgnoreCase)))
        {
            parameters.Add(new JsonObject
            {
                ["name"] = name,
                ["in"] = "header",
                ["description"] = description,
                ["required"] = required,
                ["schema"] = new JsonObject { ["type"] = "string" },
            });
        }
    }

    private static void DescribeAccess(RouteFacts route, JsonObject operation)
    {
        if (route.Access is { NeedsSession: true })
        {
            operation["security"] = new JsonArray(new JsonObject { ["cookie"] = new JsonArray() });
            return;
        }
        if (route.Access?.Permission is not { } permission)
        {
            operation["security"] = new JsonArray();
            return;
        }
        operation["security"] = new JsonArray(
            new JsonObject { ["bearer"] = new JsonArray() }, new JsonObject { ["cookie"] = new JsonArray() });
        operation["x-permission"] = permission.Word();
    }

    private static JsonObject SecuritySchemes() => new()
    {
        ["bearer"] = new JsonObject
        {
            ["type"] = "http",
            ["scheme"] = "bearer",
            ["description"] = "An API key, edge_<random>_<checksum>.",
        },
        ["cookie"] = new JsonObject
        {
            ["type"] = "apiKey",
            ["in"] = "cookie",
            ["name"] = "__Host-edge",
            ["description"] = "The session that a sign-in link opens.",
        },
    };

    // CreateShipment -> Create shipment
    private static string Words(string name)
    {
        var words = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && words.Length > 0)
                words.Append(' ').Append(char.ToLowerInvariant(letter));
            else
                words.Append(letter);
        }
        return words.ToString();
    }

    private static string WireNameOf(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    // Endpoint files begin with their own address, which the document has already.
    [GeneratedRegex(@"^(GET|HEAD|POST|PUT|PATCH|DELETE) \S+\s*")]
    private static partial Regex Verb();
}
