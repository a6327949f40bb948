using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using Edge.Shared.Contracts;

namespace Edge.Aot.Tests.Rollout;

/// <summary>
/// A parcel's life through the API. Each step asks another node than the step before, every write is repeated at the other node under its
/// key, and what one node wrote the others must show: any answer but the expected one ends it with an exception.
/// </summary>
internal sealed class Journey(Caller caller, IReadOnlyList<HttpClient> nodes, string name, int turn)
{
    private const string Postcode = "10115";
    private static readonly DateTimeOffset Dawn = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly List<string> texts = [];
    private int step = turn;

    private HttpClient Next => nodes[step++ % nodes.Count];

    /// <returns>The texts of the events that were acknowledged.</returns>
    public async Task<IReadOnlyList<string>> Run()
    {
        var created = new CreateShipmentRequest(name, "other", $"PO-{name}", Destination: new Location(City: "Lyon", Postcode: Postcode));
        var shipment = await Twice(HttpMethod.Post, "/api/v1/shipments", created, WireJson.Default.CreateShipmentRequest, HttpStatusCode.Created);
        var (id, token) = (shipment.Body.GetProperty("id").GetGuid(), shipment.Body.GetProperty("token").GetString()!);
        await Append(id);
        await Update(id);
        await AppendBatch(id);
        await Timeline(id);
        await Find(id);
        await Follow(token);
        await Import();
        await Twice(HttpMethod.Post, $"/api/v1/shipments/{id}/archive", null, WireJson.Default.Shipment);
        await Everywhere($"/api/v1/shipments/{id}", answer => answer.Body.TryGetProperty("archived_at", out _));
        return texts;
    }

    private async Task Append(Guid id) =>
        await Twice(HttpMethod.Post, $"/api/v1/shipments/{id}/events", NewEvent(), WireJson.Default.AppendEventRequest, HttpStatusCode.Created);

    private async Task AppendBatch(Guid id)
    {
        var items = new[] { NewEvent(), NewEvent(), NewEvent() }.Select(happened => new AppendEventsItem(happened, ShipmentId: id)).ToArray();
        var answer = await Twice(HttpMethod.Post, "/api/v1/events", new AppendEventsRequest(items), WireJson.Default.AppendEventsRequest);
        Assert.Equal(items.Length, answer.Body.GetProperty("appended").GetInt32());
    }

    private async Task Update(Guid id)
    {
        var path = $"/api/v1/shipments/{id}";
        var tag = (await caller.Get(Next, path)).Tag!;
        var changed = new UpdateShipmentRequest($"PO-{name}", Destination: new Location(City: "Lyon", Postcode: Postcode), Pieces: 3);
        await Twice(HttpMethod.Put, path, changed, WireJson.Default.UpdateShipmentRequest, HttpStatusCode.OK, ("If-Match", tag));
        await Everywhere(path, answer => answer.Body.GetProperty("pieces").GetInt32() == 3);
        await caller.Ask(
            Next, HttpMethod.Put, path, JsonContent.Create(changed, WireJson.Default.UpdateShipmentRequest), HttpStatusCode.PreconditionFailed,
            ("If-Match", tag), ("Idempotency-Key", Guid.NewGuid().ToString()));
    }

    // Each page from another node: a cursor means the same to both releases.
    private async Task Timeline(Guid id)
    {
        var found = new List<string>();
        for (var next = ""; ;)
        {
            var page = (await caller.Get(Next, $"/api/v1/shipments/{id}/events?limit=3{next}")).Body;
            found.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("raw_text").GetString()!));
            if (!page.TryGetProperty("next", out var cursor))
                break;
            next = $"&cursor={Uri.EscapeDataString(cursor.GetString()!)}";
        }
        Assert.Equal(texts.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    private async Task Find(Guid id)
    {
        bool HasIt(Answer answer) => answer.Body.GetProperty("items").EnumerateArray().Any(item => item.GetProperty("id").GetGuid() == id);
        await Everywhere("/api/v1/shipments?limit=200", HasIt);
        await Everywhere("/api/v1/shipments?limit=200&carrier=other&status=in_transit", HasIt);
        await Everywhere($"/api/v1/shipments?search={name}", HasIt);
        await Everywhere($"/api/v1/shipments?search=PO-{name}", HasIt);
    }

    private async Task Follow(string token)
    {
        var asked = JsonContent.Create(new FollowRequest(name, Postcode), WireJson.Default.FollowRequest);
        Assert.Equal(token, (await caller.Ask(Next, HttpMethod.Post, "/api/v1/follow", asked)).Body.GetProperty("token").GetString());
        await Everywhere($"/s/{token}.json", answer => answer.Body.GetProperty("events").GetArrayLength() == texts.Count);
        var postcode = JsonContent.Create(new UnlockDetailsRequest(Postcode), WireJson.Default.UnlockDetailsRequest);
        var details = await caller.Ask(Next, HttpMethod.Post, $"/s/{token}/details", postcode);
        Assert.Equal($"PO-{name}", details.Body.GetProperty("reference").GetString());
    }

    // The second sending finds its lines committed, whoever committed them.
    private async Task Import()
    {
        foreach (var created in (int[])[2, 0])
        {
            var file = new StringContent($"number,carrier\n{name}A,other\n{name}B,other\n", Encoding.UTF8, "text/csv");
            var report = (await caller.Ask(Next, HttpMethod.Post, $"/api/v1/shipments/import?id={name}", file)).Body;
            Assert.True(report.GetProperty("complete").GetBoolean());
            var chunk = report.GetProperty("chunks").EnumerateArray().Single();
            Assert.Equal(created > 0 ? "committed" : "already_committed", chunk.GetProperty("state").GetString());
        }
        await Everywhere($"/api/v1/shipments/imports/{name}", answer => answer.Body.GetProperty("complete").GetBoolean());
        await Everywhere($"/api/v1/shipments?search={name}A", answer => answer.Body.GetProperty("items").GetArrayLength() == 1);
    }

    private async Task<Answer> Twice<T>(
        HttpMethod method, string path, T? body, JsonTypeInfo<T> type, HttpStatusCode expected = HttpStatusCode.OK,
        params (string Name, string Value)[] headers)
    {
        (string, string)[] all = [("Idempotency-Key", Guid.NewGuid().ToString()), .. headers];
        HttpContent? Content() => body is null ? null : JsonContent.Create(body, type);
        var first = await caller.Ask(Next, method, path, Content(), expected, all);
        var second = await caller.Ask(Next, method, path, Content(), expected, all);
        Assert.Equal(first.Text, second.Text);
        return first;
    }

    private async Task Everywhere(string path, Func<Answer, bool> isRight)
    {
        foreach (var node in nodes)
        {
            var answer = await caller.Get(node, path);
            Assert.True(isRight(answer), $"{path} at {node.BaseAddress}: {answer.Text}");
        }
    }

    private AppendEventRequest NewEvent()
    {
        texts.Add($"{name}-{texts.Count}");
        return new AppendEventRequest(Dawn.AddMinutes(texts.Count), Status.InTransit, RawText: texts[^1]);
    }
}
