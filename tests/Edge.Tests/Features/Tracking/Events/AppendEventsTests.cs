using System.Net;
using System.Text.Json;
using Edge.Shared.Contracts;
using Edge.Storage.Facts;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.Tracking.Events;

public class AppendEventsTests
{
    private const string Address = "/api/v1/events";

    [Fact]
    public async Task Returns_200_with_a_result_for_each_item_whatever_became_of_its_neighbours()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var byId = await client.Create("A1");
        var byNumber = await client.Create("B-2", request => request with { Carrier = "ups" });
        await client.Create("C3");
        await client.Create("C3", request => request with { Carrier = "ups" });
        var scan = new AppendEventRequest(FakeTime.Noon, Status.InTransit);

        var answer = await Append(
            client,
            new AppendEventsItem(scan, ShipmentId: byId.Id),
            new AppendEventsItem(scan, ShipmentId: byId.Id),
            new AppendEventsItem(scan, Number: "b 2"),
            new AppendEventsItem(scan, ShipmentId: Guid.Empty),
            new AppendEventsItem(scan, Number: "C3"),
            new AppendEventsItem(scan, Number: "C3", Carrier: "ups"),
            new AppendEventsItem(scan with { EventTime = FakeTime.Noon.AddYears(1) }, ShipmentId: byId.Id),
            new AppendEventsItem(scan),
            new AppendEventsItem(scan, Number: "!"));

        Assert.Equal((3, 1, 5), (answer.Appended, answer.Duplicates, answer.Rejected));
        Assert.Equal(
            ["", "", "", "shipment-not-found", "shipment-ambiguous", "", "validation-failed", "validation-failed", "validation-failed"],
            answer.Items.Select(item => item.Problem?.Type ?? ""));
        Assert.Equal(["event.event_time", "shipment_id", "number"], answer.Items.Select(item => item.Problem?.Field).OfType<string>());
        Assert.Equal(Enumerable.Range(0, 9), answer.Items.Select(item => item.Index));
        Assert.Equal(answer.Items[0].EventId, answer.Items[1].EventId);
        Assert.Equal(Status.InTransit, (await client.Read(byNumber.Id)).Status);
    }

    [Fact]
    public async Task A_shipment_moves_once_from_where_it_was_to_where_the_batch_leaves_it()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        await Append(
            client,
            [.. new[] { Status.Delivered, Status.PickedUp, Status.InTransit, Status.OutForDelivery }.Select((status, i) =>
                new AppendEventsItem(new AppendEventRequest(FakeTime.Noon.AddMinutes(status == Status.Delivered ? 0 : i - 60), status), shipment.Id))]);

        var read = await client.Read(shipment.Id);
        var facts = await server.Facts();

        Assert.Equal((Status.Delivered, 2), (read.Status, read.Version));
        Assert.Equal(
            """{"carrier":"other","status":"delivered","flags":[],"version":2,"from":"unknown","events":4}""",
            Assert.Single(facts, fact => fact.Kind == "ShipmentMoved").Payload);
        Assert.Equal(4, (await client.Timeline(shipment.Id)).Items.Count);
    }

    [Fact]
    public async Task A_thousand_items_for_a_thousand_shipments_are_stored_and_a_repeat_finds_them_all()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => client.Create($"N{i}")));
        var items = Enumerable.Range(0, 1000)
            .Select(i => new AppendEventsItem(new AppendEventRequest(FakeTime.Noon, Status.InTransit), Number: $"N{i}", Carrier: "other")).ToArray();

        Assert.Equal(1000, (await Append(client, items)).Appended);
        Assert.Equal(1000, (await Append(client, items)).Duplicates);
    }

    [Fact]
    public async Task A_thousand_items_with_every_text_at_its_full_length_are_stored()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        var proof = new ProofOfDelivery(Text(200), Text(500), FakeTime.Noon);
        var items = Enumerable.Range(0, 1000).Select(i => new AppendEventsItem(
            new AppendEventRequest(
                FakeTime.Noon.AddSeconds(-i), Status.InTransit, Text(64), Text(200), Text(64), Text(500),
                new Location(Text(200), Text(100), Text(20), "CH", 47.3768866, 8.541694), 60, ProofOfDelivery: proof),
            shipment.Id)).ToArray();

        Assert.InRange(Body(items).Length, 1_800_000, int.MaxValue);
        Assert.Equal(1000, (await Append(client, items)).Appended);

        static string Text(int length) => new('x', length);
    }

    [Fact]
    public async Task Replays_the_answer_byte_for_byte()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        var body = Body(new AppendEventsItem(new AppendEventRequest(FakeTime.Noon, Status.InTransit), shipment.Id));
        var first = await client.Post(Address, body, ("Idempotency-Key", "k"));
        var replay = await client.Post(Address, body, ("Idempotency-Key", "k"));
        Assert.Contains("\"appended\":1", first.Body);
        Assert.Equal(first.Body, replay.Body);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task Returns_422_for_no_items_and_for_more_than_a_thousand(int count)
    {
        await using var server = await EdgeServer.Start();
        var items = Enumerable.Repeat(new AppendEventsItem(new AppendEventRequest(FakeTime.Noon, Status.InTransit), Number: "A1"), count);
        var answer = await new TrackingClient(server).Post(Address, Body([.. items]));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "items"), (answer.Status, answer.Fields));
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("""{"items":null}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"items":[{}]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"items":[null]}""", HttpStatusCode.OK)]
    public async Task Returns_400_for_what_is_no_batch_and_rejects_a_null_item(string body, HttpStatusCode status)
    {
        await using var server = await EdgeServer.Start();
        Assert.Equal(status, (await new TrackingClient(server).Post(Address, body)).Status);
    }

    [Fact]
    public async Task Returns_401_without_a_caller()
    {
        await using var server = await EdgeServer.Start();
        Assert.Equal(HttpStatusCode.Unauthorized, (await new TrackingClient(server, null).Post(Address, "{}")).Status);
    }

    private static string Body(params AppendEventsItem[] items) =>
        JsonSerializer.Serialize(new AppendEventsRequest(items), WireJson.Default.AppendEventsRequest);

    private static async Task<AppendEventsResponse> Append(TrackingClient client, params AppendEventsItem[] items)
    {
        var answer = await client.Post(Address, Body(items));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.As(WireJson.Reading.AppendEventsResponse);
    }
}
