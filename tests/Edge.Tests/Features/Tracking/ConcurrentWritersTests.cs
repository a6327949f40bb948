using System.Net;
using System.Text.Json;
using Edge.Features.SignIn.Links;
using Edge.Shared.Contracts;
using Edge.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Edge.Tests.Features.Tracking.TrackingClient;

namespace Edge.Tests.Features.Tracking;

/// <summary>What many do to the same thing at once comes out as if they had come one after the other.</summary>
public class ConcurrentWritersTests
{
    private const int Writers = 16;

    [Fact]
    public async Task Every_event_of_many_writers_is_kept_and_each_is_one_version()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");

        var answers = await AtOnce(i => client.Append(shipment.Id, Event(i)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        var read = await client.Read(shipment.Id);
        Assert.Equal(1 + Writers, read.Version);
        Assert.Equal(Enumerable.Range(2, Writers), answers.Select(answer => (int)Appended(answer).Shipment.Version).Order());
        Assert.Equal(Writers, (await client.Timeline(shipment.Id)).Items.Count);
        Assert.Equal(Writers, (await server.Facts()).Count(fact => fact.Kind is "ShipmentMoved" or "EventAppended"));
    }

    [Fact]
    public async Task The_same_event_from_many_is_kept_once()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");

        var answers = await AtOnce(_ => client.Append(shipment.Id, Event(0)));

        Assert.Equal(1, answers.Count(answer => answer.Status == HttpStatusCode.Created));
        Assert.Equal(Writers - 1, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.Single(answers.Select(answer => Appended(answer).Event.Id).Distinct());
        Assert.Equal(2, (await client.Read(shipment.Id)).Version);
    }

    [Fact]
    public async Task The_same_shipment_from_many_is_created_once_and_told_to_the_others()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        await client.Get(Root);

        var answers = await AtOnce(_ => client.Post(Root, """{"number":"A1","carrier":"other"}"""));

        var created = Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created).Shipment;
        Assert.Equal(Writers - 1, answers.Count(answer => answer.Status == HttpStatusCode.Conflict));
        Assert.Equal(created.Id, Assert.Single((await client.List("search=A1")).Items).Id);
    }

    [Fact]
    public async Task Of_many_who_edit_one_version_one_wins()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");

        var answers = await AtOnce(i => client.Put($"{Root}/{shipment.Id}", $$"""{"reference":"R{{i}}"}""", ("If-Match", "\"1\"")));

        var won = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK).Shipment;
        Assert.Equal(Writers - 1, answers.Count(answer => answer.Status == HttpStatusCode.PreconditionFailed));
        Assert.Equal((won.Reference, 2), ((await client.Read(shipment.Id)).Reference, (int)won.Version));
    }

    [Fact]
    public async Task Batches_over_the_same_shipments_in_any_order_are_all_kept()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
            ids.Add((await client.Create($"A{i}")).Id);

        var answers = await AtOnce(i =>
        {
            var items = ids.Select((id, at) => (Id: id, Order: (at * (i + 1)) % 5 + i)).OrderBy(item => item.Order)
                .Select(item => new AppendEventsItem(Event(i), item.Id)).ToList();
            return client.Post("/api/v1/events", JsonSerializer.Serialize(new AppendEventsRequest(items), WireJson.Default.AppendEventsRequest));
        });

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        foreach (var id in ids)
            Assert.Equal((1 + Writers, Writers), ((int)(await client.Read(id)).Version, (await client.Timeline(id)).Items.Count));
    }

    [Fact]
    public async Task A_sign_in_link_opens_one_session_and_a_role_has_one_user()
    {
        await using var server = await EdgeServer.Start();
        var links = server.Services.GetRequiredService<SignInLinks>();

        var issued = await AtOnce(_ => links.Issue(Role.Admin));
        var token = issued[0].Fragment["#token=".Length..];
        var answers = await AtOnce(async _ =>
        {
            using var body = new StringContent($$"""{"token":"{{token}}"}""", null, "application/json");
            using var answer = await server.Http.PostAsync("/api/v1/session", body);
            return answer.StatusCode;
        });

        Assert.Equal(1, answers.Count(status => status == HttpStatusCode.OK));
        var database = server.Services.GetRequiredService<Database>();
        Assert.Equal((1, 1), (
            await database.Read(session => session.Number($"select count(*) from users")),
            await database.Read(session => session.Number($"select count(*) from sessions"))));
    }

    private static Task<T[]> AtOnce<T>(Func<int, Task<T>> write) =>
        Task.WhenAll(Enumerable.Range(0, Writers).Select(i => Task.Run(() => write(i))));

    private static AppendEventRequest Event(int minute) => new(FakeTime.Noon.AddMinutes(minute), Status.InTransit);

    private static AppendedEvent Appended(Answer answer) => answer.As(WireJson.Reading.AppendedEvent);
}
