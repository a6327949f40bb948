using System.Net;
using System.Text;
using System.Text.Json;
using Edge.Shared.Contracts;
using Edge.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.Tracking;

/// <summary>To an organisation nothing of another one exists: not by id, number, search, cursor, list, file or key.</summary>
public class OrganisationsApartTests
{
    private const string Root = TrackingClient.Root;
    private const string File = "number,carrier\nSAME1,other\nSAME2,other\n";

    /// <summary>Every route with an id, as a request that would be right if the id were the caller's own.</summary>
    private static readonly (string Method, string Route, string? Body)[] ById =
    [
        ("GET", "{id}", null),
        ("HEAD", "{id}", null),
        ("PUT", "{id}", """{"reference":"mine"}"""),
        ("POST", "{id}/archive", null),
        ("GET", "{id}/events", null),
        ("HEAD", "{id}/events", null),
        ("POST", "{id}/events", """{"event_time":"2026-03-02T12:00:00Z","status":"delivered"}"""),
        ("GET", "{id}/live", null),
        ("HEAD", "{id}/live", null),
        ("GET", "{id}/proofs", null),
        ("HEAD", "{id}/proofs", null),
        ("POST", "{id}/proofs", """{"at":"2026-03-02T12:00:00Z","signature":[[0,0,1,1]]}"""),
        ("GET", "{id}/proofs/{proof}/photo", null),
        ("HEAD", "{id}/proofs/{proof}/photo", null),
    ];

    [Fact]
    public async Task Another_organisations_id_is_an_unknown_id_on_every_route()
    {
        await using var server = await EdgeServer.Start();
        var home = new TrackingClient(server);
        var elsewhere = home.Elsewhere();
        var parcel = await home.Create("HOME0001");
        await home.Append(parcel.Id, Status.InTransit, 0);
        var proof = await Photo(home, parcel.Id);
        var before = await home.Read(parcel.Id);

        foreach (var (method, route, body) in ById)
        {
            Assert.NotEqual(HttpStatusCode.NotFound, (await Ask(home, method is "GET" or "HEAD" ? method : "GET", route, null, parcel.Id, proof)).Status);
            var asked = await Ask(elsewhere, method, route, body, parcel.Id, proof);
            var unknown = await Ask(elsewhere, method, route, body, Guid.CreateVersion7(), Guid.CreateVersion7());

            Assert.True(HttpStatusCode.NotFound == asked.Status, $"{method} {route}: {asked.Status} {asked.Body}");
            Assert.Equal(unknown.Status, asked.Status);
            if (method != "HEAD")
                Assert.Equal(Said(unknown), Said(asked));
        }

        Assert.Equal(before, await home.Read(parcel.Id), Same);
        Assert.Single((await home.Timeline(parcel.Id)).Items);
    }

    [Fact]
    public async Task The_routes_above_are_all_that_there_are()
    {
        await using var server = await EdgeServer.Start();
        var routes = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText!.StartsWith($"{Root}/{{id", StringComparison.Ordinal))
            .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                .Select(method => $"{method} {route.RoutePattern.RawText![(Root.Length + 1)..].Replace(":guid", "", StringComparison.Ordinal)}"));

        Assert.Equal(ById.Select(one => $"{one.Method} {one.Route}").Order(StringComparer.Ordinal), routes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_batch_finds_by_id_and_number_what_is_its_callers_own()
    {
        await using var server = await EdgeServer.Start();
        var home = new TrackingClient(server);
        var elsewhere = home.Elsewhere();
        var parcel = await home.Create("HOME0001");
        var (shared, own) = (await home.Create("SHARED01"), await elsewhere.Create("SHARED01"));

        var results = await Append(elsewhere,
            Item("shipment_id", parcel.Id), Item("shipment_id", Guid.CreateVersion7()),
            Item("number", "HOME0001"), Item("number", "NOBODYS1"), Item("number", "SHARED01"));

        Assert.All(results[..4], result => Assert.Equal((AppendOutcome.Rejected, "shipment-not-found"), (result.Outcome, result.Problem!.Type)));
        Assert.Equal((results[0].Problem, results[2].Problem), (results[1].Problem, results[3].Problem));
        Assert.Equal((AppendOutcome.Appended, own.Id), (results[4].Outcome, results[4].ShipmentId!.Value));
        Assert.Empty((await home.Timeline(parcel.Id)).Items);
        Assert.Empty((await home.Timeline(shared.Id)).Items);
    }

    [Theory]
    [InlineData("")]
    [InlineData("status=in_transit")]
    [InlineData("carrier=other")]
    [InlineData("carrier=other&status=in_transit")]
    [InlineData("flag=customs")]
    [InlineData("flag=customs&carrier=other")]
    [InlineData("search=PARCEL")]
    [InlineData("search=PA")]
    [InlineData("search=PARCEL&status=in_transit")]
    [InlineData("search=Berlin&flag=customs")]
    [InlineData("updated_since=2026-03-01T00:00:00Z")]
    [InlineData("updated_since=2026-03-01T00:00:00Z&search=berlin&status=in_transit")]
    public async Task A_list_shows_its_callers_own(string query)
    {
        await using var server = await EdgeServer.Start();
        var home = new TrackingClient(server);
        var elsewhere = home.Elsewhere();
        List<Guid> homes = [], others = [];
        for (var i = 0; i < 4; i++)
        {
            homes.Add(await Moved(home, $"PARCEL{i}"));
            others.Add(await Moved(elsewhere, $"PARCEL{i}"));
        }

        Assert.Equal(homes.Order(), (await Whole(home, query)).Order());
        Assert.Equal(others.Order(), (await Whole(elsewhere, query)).Order());
    }

    [Fact]
    public async Task An_archived_parcel_is_in_its_organisations_lists_alone()
    {
        await using var server = await EdgeServer.Start();
        var home = new TrackingClient(server);
        var parcel = await home.Create("HOME0001");
        await home.Post($"{Root}/{parcel.Id}/archive", "");

        Assert.Single((await home.List("archived=true")).Items);
        Assert.Empty((await home.Elsewhere().List("archived=true")).Items);
        Assert.Empty((await home.Elsewhere().List("updated_since=2026-03-01T00:00:00Z")).Items);
    }

    [Theory]
    [InlineData("limit=1")]
    [InlineData("updated_since=2026-03-01T00:00:00Z&limit=1")]
    public async Task A_cursor_of_another_organisation_leads_to_nothing_of_it(string query)
    {
        await using var server = await EdgeServer.Start();
        var home = new TrackingClient(server);
        var elsewhere = home.Elsewhere();
        foreach (var number in (string[])["A1", "A2", "A3"])
            await home.Create(number);
        var own = await elsewhere.Create("B1");
        var next = (await home.List(query)).Next!;

        var items = (await elsewhere.List($"{query}&cursor={next}")).Items;

        Assert.DoesNotContain(items, item => item.Id != own.Id);
    }

    [Fact]
    public async Task A_number_is_free_in_one_organisation_whoever_has_it_in_another()
    {
        await using var server = await EdgeServer.Start(("Tracking:ReuseWindow", "1d"));
        var home = new TrackingClient(server);
        var elsewhere = home.Elsewhere();
        var first = await home.Create("SAME0001");
        var second = await elsewhere.Create("SAME0001");

        Assert.Equal(first.Id, (await Twin(home)).Existing);
        Assert.Equal(second.Id, (await Twin(elsewhere)).Existing);

        // Given back by one of them, it is still the other's.
        await home.Append(first.Id, Status.Delivered, 0);
        server.Time.Advance(TimeSpan.FromDays(2));
        var again = await home.Create("SAME0001");
        Assert.NotEqual(first.Id, again.Id);
        Assert.Equal(second.Id, (await Twin(elsewhere)).Existing);
    }

    [Fact]
    public async Task A_file_makes_shipments_of_its_senders_organisation_whatever_others_have_sent()
    {
        await using var server = await EdgeServer.Start();
        using var home = await server.ApiKey(Role.Operator);
        using var elsewhere = await server.OtherApiKey(Role.Operator);

        Assert.Equal((2, 0), await Import(home));
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"{Root}/imports/orders")).StatusCode);
        Assert.Equal((2, 0), await Import(elsewhere));
        Assert.Equal((2, 0), await Import(home));
        Assert.Equal(HttpStatusCode.OK, (await home.GetAsync($"{Root}/imports/orders")).StatusCode);
        Assert.Equal(4, await server.Services.GetRequiredService<Database>().Read(session => session.Number($"select count(*) from shipments")));
    }

    [Fact]
    public async Task Who_moves_to_another_organisation_finds_nothing_there_of_what_was_done_before()
    {
        await using var server = await EdgeServer.Start();
        using var http = await server.SignedIn(Role.Operator);
        var first = await Create(http);
        Assert.Equal((2, 0), await Import(http));

        await OtherOrganisation.Ensure(server);
        await server.Services.GetRequiredService<Database>().Write($"update users set organisation = {OtherOrganisation.Number} where role = 'operator'");
        var second = await Create(http);

        Assert.NotEqual(first, second);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync($"{Root}/{first}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync($"{Root}/{second}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync($"{Root}/imports/orders")).StatusCode);
        Assert.Equal((2, 0), await Import(http));
    }

    private static async Task<Guid> Create(HttpClient http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Root) { Content = Json("""{"number":"MOVED001","carrier":"other"}""") };
        request.Headers.Add("Idempotency-Key", "the-same");
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return JsonSerializer.Deserialize(await answer.Content.ReadAsStringAsync(), WireJson.Reading.Shipment)!.Id;
    }

    private static async Task<(int Created, int Duplicates)> Import(HttpClient http)
    {
        using var answer = await http.PostAsync($"{Root}/import?id=orders", new StringContent(File, Encoding.UTF8, "text/csv"));
        answer.EnsureSuccessStatusCode();
        var report = JsonSerializer.Deserialize(await answer.Content.ReadAsStringAsync(), WireJson.Reading.ImportReport)!;
        return (report.Created, report.Duplicates);
    }

    private static async Task<ProblemDetails> Twin(TrackingClient client)
    {
        var answer = await client.Post(Root, """{"number":"SAME0001","carrier":"other"}""");
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        return answer.Problem;
    }

    private static async Task<Guid> Photo(TrackingClient client, Guid id)
    {
        var request = new AddProofRequest(FakeTime.Noon, [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[100]]);
        var answer = await client.Post($"{Root}/{id}/proofs", JsonSerializer.Serialize(request, WireJson.Default.AddProofRequest));
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        return answer.As(WireJson.Reading.Proof).Id;
    }

    private static async Task<Guid> Moved(TrackingClient client, string number)
    {
        var id = (await client.Create(number, request => request with { Destination = new Location(City: "Berlin") })).Id;
        await client.Append(id, new AppendEventRequest(FakeTime.Noon, Status.InTransit, Flags: [ShipmentFlag.Customs]));
        return id;
    }

    private static async Task<List<Guid>> Whole(TrackingClient client, string query)
    {
        var met = new List<Guid>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await client.List($"{query}&limit=3{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            met.AddRange(page.Items.Select(item => item.Id));
            cursor = page.Next;
        }
        return met;
    }

    private static async Task<Answer> Ask(TrackingClient client, string method, string route, string? body, Guid id, Guid proof)
    {
        var path = route.Replace("{id}", id.ToString(), StringComparison.Ordinal).Replace("{proof}", proof.ToString(), StringComparison.Ordinal);
        (string, string)[] headers = method == "PUT" ? [("If-Match", "*")] : [];
        // A stream that is given would not end.
        var verb = route.EndsWith("live", StringComparison.Ordinal) && method == "GET" ? HttpMethod.Head : new HttpMethod(method);
        return await client.Send(verb, $"{Root}/{path}", body, headers);
    }

    private static (HttpStatusCode, string, string, string?) Said(Answer answer) =>
        answer.Body.Length == 0 ? default : (answer.Status, answer.Problem.Type, answer.Problem.Title, answer.Problem.Detail);

    private static bool Same(Shipment? one, Shipment? other) => one?.Version == other?.Version && one?.UpdatedAt == other?.UpdatedAt;

    private static string Item(string name, object value) =>
        $$$"""{"{{{name}}}":"{{{value}}}","event":{"event_time":"2026-03-02T12:00:00Z","status":"in_transit"}}""";

    private static async Task<AppendEventsResult[]> Append(TrackingClient client, params string[] items)
    {
        var answer = await client.Post("/api/v1/events", $$"""{"items":[{{string.Join(',', items)}}]}""");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return [.. answer.As(WireJson.Reading.AppendEventsResponse).Items];
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
