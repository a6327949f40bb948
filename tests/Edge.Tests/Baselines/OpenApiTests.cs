using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Idempotency;
using Edge.Shared.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Edge.Tests.Baselines;

public class OpenApiTests
{
    private const string Path = "shared/openapi.json";

    // Acts whose address says everything.
    private static readonly string[] Bodiless =
    [
        "ArchiveShipment", "ApplyCacheRecommendation", "UndoCacheChange", "DisableUser", "EnableUser", "IssueSignInLink", "IssueAdministratorLink",
        "ChallengePasskeys", "ChallengeNewPasskey",
    ];

    [Fact]
    public async Task The_committed_document_describes_this_service()
    {
        var document = await OpenApiDocument.Generate();
#if NET9_0
        // The generators of .NET 9 and 10 write different dialects (3.0.4 and 3.1.1): one of them owns the file.
        Baseline.Check(Path, document.ToJsonString(Pretty) + "\n");
#else
        var committed = JsonNode.Parse(await File.ReadAllTextAsync(System.IO.Path.Combine(Baseline.RepositoryRoot, Path)))!.AsObject();
        Assert.Equal(Operations(committed).Select(OperationId), Operations(document).Select(OperationId));
#endif
    }

    [Fact]
    public async Task Every_operation_is_named_and_says_what_it_takes_and_answers()
    {
        var document = await OpenApiDocument.Generate();

        var silent = Operations(document).Where(operation => !IsWhole(operation)).Select(operation => $"{operation.Method} {operation.Path}");
        Assert.True(!silent.Any(), $"WithName, Accepts<T> or Produces<T> is missing at: {string.Join(", ", silent)}");
    }

    [Fact]
    public async Task What_the_generator_cannot_know_is_said()
    {
        var document = await OpenApiDocument.Generate(Map);
        var put = document["paths"]!["/api/v1/examples/{id}"]!["put"]!;

        Assert.Equal("Example", (string?)put["operationId"]);
        Assert.Equal("shipments:write", (string?)put["x-permission"]);
        Assert.Equal(["bearer", "cookie"], put["security"]!.AsArray().Select(way => way!.AsObject().Single().Key));
        Assert.Equal(["id", "Idempotency-Key"], put["parameters"]!.AsArray().Select(parameter => (string)parameter!["name"]!));
        Assert.Equal(
            ["200", "400", "401", "403", "404", "415", "422", "default"], put["responses"]!.AsObject().Select(response => response.Key));
        Assert.Equal(
            "#/components/schemas/ProblemDetails",
            (string?)put["responses"]!["403"]!["content"]!["application/problem+json"]!["schema"]!["$ref"]);

        var schemas = document["components"]!["schemas"]!;
        Assert.Equal("string", (string?)schemas["Status"]!["type"]);
        Assert.Contains("out_for_delivery", schemas["Status"]!["enum"]!.AsArray().Select(word => (string)word!));
        Assert.Equal("Gross weight in grams.", (string?)schemas["Shipment"]!["properties"]!["weight_grams"]!["description"]);
        var required = schemas["Shipment"]!["required"]!.AsArray().Select(name => (string)name!).ToList();
        Assert.Contains("version", required);
        Assert.DoesNotContain("reference", required);
    }

    [Fact]
    public async Task Every_contract_has_one_schema_under_its_own_name()
    {
        var contracts = typeof(WireJson).GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute))
            .Select(attribute => (Type)attribute.ConstructorArguments[0].Value!)
            .Where(type => type.Namespace == typeof(WireJson).Namespace)
            .ToList();
        var document = await OpenApiDocument.Generate(app =>
        {
            foreach (var type in contracts)
                app.MapGet($"/api/v1/{type.Name}", () => TypedResults.Ok()).WithName(type.Name).AllowAnyone().Produces(200, type);
        });

        var schemas = document["components"]!["schemas"]!.AsObject().Select(schema => schema.Key).ToList();
        Assert.Equal(contracts.Select(type => type.Name).Except(schemas), []);
        Assert.All(schemas, name => Assert.NotNull(typeof(WireJson).Assembly.GetType($"{typeof(WireJson).Namespace}.{name}")));
        var references = Regex.Matches(document.ToJsonString(), @"#/components/schemas/(\w+)");
        Assert.All(references, reference => Assert.Contains(reference.Groups[1].Value, schemas));
        Assert.DoesNotContain("#/components/schemas/#", document.ToJsonString(), StringComparison.Ordinal);
    }

    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static void Map(WebApplication app) => app
        .MapPut("/api/v1/examples/{id:guid}", (Guid id, UpdateShipmentRequest request, IdempotentWrites writes) => TypedResults.Ok())
        .WithName("Example").RequirePermission(Permission.ShipmentsWrite).Cached(CachePolicy.NoStore).Produces<Shipment>();

    private static IEnumerable<(string Path, string Method, JsonObject Operation)> Operations(JsonObject document) =>
        from path in document["paths"]!.AsObject()
        from method in path.Value!.AsObject()
        select (path.Key, method.Key, method.Value!.AsObject());

    private static string? OperationId((string, string, JsonObject Operation) entry) => (string?)entry.Operation["operationId"];

    private static bool IsWhole((string Path, string Method, JsonObject Operation) entry)
    {
        var takesBody = entry.Method is not ("post" or "put" or "patch")
            || entry.Operation.ContainsKey("requestBody")
            || Bodiless.Contains(OperationId(entry));
        var answers = entry.Operation["responses"]!.AsObject()
            .Where(response => response.Key[0] == '2')
            .All(response => response.Key == "204" || response.Value!["content"] is not null);
        return OperationId(entry) is not null && takesBody && answers;
    }
}
