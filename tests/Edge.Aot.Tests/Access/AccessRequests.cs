using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Edge.Aot.Tests.Access;

/// <summary>
/// Requests that the routes take, so that a refusal is one of the caller. Each is for something new of the home organisation: what one
/// caller did to it does not decide what the next one is answered.
/// </summary>
internal sealed partial class AccessRequests(AccessScene scene)
{
    private const string Postcode = "10115";
    private const string Photo = "/9j/4AAQSkZJRgABAQAAAQ==";
    private const string Event = """{"event_time":"2026-01-02T03:04:05Z","status":"in_transit"}""";
    private static readonly string Proof = $$"""{"at":"2026-01-02T03:04:05Z","photo":"{{Photo}}"}""";
    private int counter;

    /// <summary>What the placeholders of a path and a body stand for.</summary>
    private sealed record Things(string Id, string Number, string Token, string Proof);

    public async Task<HttpRequestMessage> For(AccessLine line, string method, string caller)
    {
        var things = await ThingsOf(line.Path);
        var request = new HttpRequestMessage(new HttpMethod(method), Url(line.Path, things));
        if (method == "PUT")
            request.Headers.Add("If-Match", "*");
        if (method is not ("GET" or "HEAD") && await Body(line, method, caller, things) is var (text, type))
            request.Content = new StringContent(text, Encoding.UTF8, type);
        return request;
    }

    private static string Url(string path, Things things)
    {
        var url = Parameter().Replace(path, match => match.Groups[1].Value switch
        {
            "proof" => things.Proof,
            "token" => things.Token,
            "first" => "operator",
            "rest" => "",
            _ => things.Id,
        });
        return path == "/api/v1/carriers/detect" ? $"{url}?number=1Z999AA10123456784" : url;
    }

    private async Task<Things> ThingsOf(string path)
    {
        var none = new Things(Guid.NewGuid().ToString(), "", "", "");
        if (path.StartsWith("/api/v1/shipments/{id", StringComparison.Ordinal) || path.StartsWith("/s/", StringComparison.Ordinal)
            || path is "/api/v1/follow" or "/api/v1/events" or "/api/v1/shipments")
            return await Shipment(path.Contains("{proof", StringComparison.Ordinal));
        if (path.StartsWith("/api/v1/users/{id", StringComparison.Ordinal))
            return none with { Id = await scene.AddUser("viewer") };
        if (path.StartsWith("/api/v1/organisations/{id", StringComparison.Ordinal))
            return none with { Id = await Organisation() };
        return path.StartsWith("/api/v1/api-keys/{id", StringComparison.Ordinal) ? none with { Id = await Key() } : none;
    }

    private async Task<Things> Shipment(bool withProof)
    {
        var number = scene.Note($"ACCESS{++counter:000000}");
        var shipment = await scene.Do(
            "POST", "/api/v1/shipments", $$$"""{"number":"{{{number}}}","carrier":"other","destination":{"postcode":"{{{Postcode}}}","country":"DE"}}""");
        var id = scene.Note((string)shipment!["id"]!);
        var proof = withProof ? (string)(await scene.Do("POST", $"/api/v1/shipments/{id}/proofs", Proof))!["id"]! : "";
        return new Things(id, number, (string)shipment["token"]!, proof);
    }

    private async Task<string> Organisation() =>
        (string)(await scene.Do("POST", "/api/v1/organisations", """{"name":"One more","administrator":"Somebody"}"""))!["organisation"]!["id"]!;

    private async Task<string> Key() =>
        scene.Note((string)(await scene.Do("POST", "/api/v1/api-keys", """{"name":"short-lived","role":"viewer"}"""))!["api_key"]!["id"]!);

    private async Task<(string Text, string Type)?> Body(AccessLine line, string method, string caller, Things things)
    {
        var json = $"{method} {line.Path}" switch
        {
            "POST /api/v1/admin/cache/purge" => """{"key":"/s/nothing.json"}""",
            "POST /api/v1/api-keys" => """{"name":"of a caller","role":"viewer"}""",
            "PUT /api/v1/api-keys/{id}" => """{"name":"of a caller"}""",
            "POST /api/v1/api-keys/{id}/rotate" => "{}",
            "POST /api/v1/events" => $$"""{"items":[{"event":{{Event}},"shipment_id":"{{things.Id}}"}]}""",
            "POST /api/v1/follow" => $$"""{"number":"{{things.Number}}","postcode":"{{Postcode}}"}""",
            "POST /api/v1/organisations" => """{"name":"Another","administrator":"Somebody"}""",
            "POST /api/v1/session" => $$"""{"token":"{{await scene.Token()}}"}""",
            "POST /api/v1/shipments" => $$"""{"number":"{{(caller == "other" ? TheirsToo(things.Number) : $"NEW{++counter:000000}")}}","carrier":"other"}""",
            "PUT /api/v1/shipments/{id:guid}" => """{"reference":"of a caller"}""",
            "POST /api/v1/shipments/{id:guid}/events" => Event,
            "POST /api/v1/shipments/{id:guid}/proofs" => Proof,
            "POST /api/v1/users" => """{"name":"of a caller","role":"viewer"}""",
            "PUT /api/v1/users/{id:guid}" => """{"name":"of a caller","role":"driver"}""",
            "PUT /api/v1/organisations/{id:guid}" => """{"name":"of a caller"}""",
            "POST /s/{token}/details" or "POST /s/{token}/proofs" => $$"""{"postcode":"{{Postcode}}"}""",
            _ => null,
        };
        if (json is not null)
            return (json, "application/json");
        return line.Path == "/api/v1/shipments/import" ? ($"number\nFILE{++counter:000000}\n", "text/csv") : Example(line, method);
    }

    // Another organisation may have a parcel with the same number, and sees it from then on.
    private string TheirsToo(string number)
    {
        scene.Ours.Remove(number);
        return number;
    }

    // Of a route that takes more than is worth saying here: its document's example, which it may refuse for what it says.
    private static (string Text, string Type)? Example(AccessLine line, string method)
    {
        var path = Constraint().Replace(line.Path, "}");
        return OpenApiDocument.Operations.TryGetValue($"{method} {path}", out var operation) && operation is { MediaType: { } type, Example: JsonNode example }
            ? (example.ToJsonString(), type)
            : null;
    }

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(":[a-z]+}")]
    private static partial Regex Constraint();
}
