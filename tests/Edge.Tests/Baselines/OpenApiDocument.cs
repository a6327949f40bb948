using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Edge.Shared.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Baselines;

/// <summary>
/// Asks the framework's generator for the document of the whole service, then says what only this project knows. The work is done on
/// JSON, not on the generator's object model, which differs between .NET 9 and 10. The generator is a package of the tests alone: the
/// binary carries the finished document (docs/adr/0005).
/// </summary>
internal static class OpenApiDocument
{
    private const string GeneratedAt = "/generated/v1.json";
    private const string ProbePath = "/generated/probe";

    /// <param name="map">More routes, for tests of the document itself.</param>
    public static async Task<JsonObject> Generate(Action<WebApplication>? map = null)
    {
        using var folder = new TestFolder();
        await using var app = Program.Compose(
            EdgeServer.SettingsOf(("Storage:Database", $"sqlite:{folder.File("edge.db")}")),
            builder => builder.Services.AddOpenApi("v1").ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(Words)));
        map?.Invoke(app);
        app.MapOpenApi("/generated/{documentName}.json").WithMetadata(Anyone);
        // Problems are written by hand-rolled results, so no route mentions their type: this one does, and is taken out again.
        app.MapGet(ProbePath, () => TypedResults.Ok()).WithMetadata(Anyone).Produces<ProblemDetails>();
        await Program.Start(app);
        var document = await Fetch(app);
        document["paths"]!.AsObject().Remove(ProbePath);
        new OpenApiEditor(document, RouteFacts.Of(app)).Edit();
        await app.StopAsync();
        return document;
    }

    // The generator cannot see through a converter of our own (WireEnum); the framework's writes the same words.
    private static readonly JsonStringEnumConverter Words = new(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);

    private static readonly Edge.Hosting.Endpoints.AccessRule Anyone = new(Permission: null);

    private static async Task<JsonObject> Fetch(WebApplication app)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        using var answer = await http.GetAsync(GeneratedAt);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!.AsObject();
    }
}
