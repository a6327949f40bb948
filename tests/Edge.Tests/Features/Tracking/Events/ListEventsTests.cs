using System.Net;
using Edge.Shared.Contracts;
using static Edge.Tests.Features.Tracking.TrackingClient;

namespace Edge.Tests.Features.Tracking.Events;

public class ListEventsTests
{
    [Fact]
    public async Task Pages_run_newest_first_and_meet_each_event_once_though_others_arrive_meanwhile()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        for (var i = 0; i < 10; i++)
            await client.Append(shipment.Id, new AppendEventRequest(FakeTime.Noon.AddMinutes(-(i / 3)), Status.InTransit, Location: new Location($"D{i}")));

        var seen = new List<Event>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await client.Timeline(shipment.Id, cursor.Length == 0 ? "limit=3" : $"limit=3&cursor={cursor}");
            seen.AddRange(page.Items);
            cursor = page.Next;
            await client.Append(shipment.Id, Status.InTransit, seen.Count);
        }

        Assert.Equal(10, seen.Select(one => one.Id).Distinct().Count());
        Assert.Equal(10, seen.Count);
        Assert.Equal(seen.Select(one => one.EventTime).OrderDescending(), seen.Select(one => one.EventTime));
    }

    [Fact]
    public async Task Returns_304_when_nothing_was_appended()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        await client.Append(shipment.Id, Status.InTransit, 0);
        var first = await client.Get($"{Root}/{shipment.Id}/events");
        Assert.Equal(HttpStatusCode.NotModified, (await client.Get($"{Root}/{shipment.Id}/events", ("If-None-Match", first.ETag!))).Status);
        await client.Append(shipment.Id, Status.InTransit, 1);
        Assert.Equal(HttpStatusCode.OK, (await client.Get($"{Root}/{shipment.Id}/events", ("If-None-Match", first.ETag!))).Status);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("limit=x")]
    [InlineData("cursor=")]
    [InlineData("cursor=AAAA")]
    [InlineData("cursor=AQAAAAAAAAAFAAAAAAAAAAA")]
    [InlineData("cursor=%00")]
    [InlineData("cursor=A3__________AAAAAAAAAAE")]
    public async Task Returns_400_for_a_bad_limit_and_for_a_cursor_of_another_list(string query)
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        var answer = await client.Get($"{Root}/{shipment.Id}/events?{query}");
        Assert.Equal((HttpStatusCode.BadRequest, query.Split('=')[0]), (answer.Status, answer.Fields));
    }

    [Fact]
    public async Task Returns_401_without_a_caller_and_404_for_no_shipment()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.As(null).Get($"{Root}/{Guid.NewGuid()}/events")).Status);
        Assert.Equal("shipment-not-found", (await client.Get($"{Root}/{Guid.NewGuid()}/events")).ProblemType);
    }
}
