using System.Net;
using Edge.Shared.Contracts;
using Edge.Storage.Facts;
using Microsoft.Extensions.DependencyInjection;
using static Edge.Tests.Features.Tracking.TrackingClient;

namespace Edge.Tests.Features.Tracking.Events;

public class AppendEventTests
{
    [Fact]
    public async Task Returns_201_and_explains_the_new_status_by_the_rule_of_the_raw_code()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create(UpsNumber, request => request with { Carrier = null });

        var answer = await client.Post($"{Root}/{shipment.Id}/events", """
            {"event_time":"2026-03-02T12:30:00+01:00","raw_code":"x","raw_text":"Exception","source":"carrier",
             "location":{"city":"Köln","country":"DE"}}
            """);

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.Equal($"{Root}/{shipment.Id}/events", answer.Headers.Location!.ToString());
        var appended = answer.As(WireJson.Reading.AppendedEvent);
        Assert.Equal((AppendOutcome.Appended, "ups.x", 60), (appended.Outcome, appended.Event.Rule, appended.Event.UtcOffset));
        Assert.Equal((Status.OnHold, 2), (appended.Shipment.Status, appended.Shipment.Version));
        Assert.Equal(new StatusExplanation(appended.Event.Id, "ups.x"), appended.Shipment.Explanation);
        Assert.Equal([ShipmentFlag.Exception], appended.Shipment.Flags);
        Assert.Equal(appended.Shipment.Version, (await client.Read(shipment.Id)).Version);
    }

    [Fact]
    public async Task Returns_200_for_a_duplicate_and_changes_nothing()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        var request = new AppendEventRequest(FakeTime.Noon, Status.InTransit, Location: new Location(City: "Bern"));
        var first = await client.Append(shipment.Id, request);
        server.Time.Advance(TimeSpan.FromHours(1));

        var again = await client.Append(shipment.Id, request with { EventTime = FakeTime.Noon.ToOffset(TimeSpan.FromHours(2)), RawText = "again" });

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.Status, again.Status));
        var (one, two) = (first.As(WireJson.Reading.AppendedEvent), again.As(WireJson.Reading.AppendedEvent));
        Assert.Equal((AppendOutcome.Duplicate, one.Event.Id), (two.Outcome, two.Event.Id));
        Assert.Equal((one.Shipment.Version, one.Shipment.FreshAsOf), (two.Shipment.Version, two.Shipment.FreshAsOf));
    }

    [Fact]
    public async Task Of_200_parallel_appends_of_one_event_one_is_stored()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        var request = new AppendEventRequest(FakeTime.Noon, Status.InTransit);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => client.Append(shipment.Id, request)));

        Assert.Equal(1, answers.Count(answer => answer.Status == HttpStatusCode.Created));
        Assert.Equal(199, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.Single((await client.Timeline(shipment.Id)).Items);
        Assert.Equal(2, (await client.Read(shipment.Id)).Version);
    }

    [Fact]
    public async Task Of_200_parallel_appends_of_different_events_none_is_lost()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");

        await Task.WhenAll(Enumerable.Range(0, 200).Select(minute => client.Append(shipment.Id, Status.InTransit, -minute)));

        Assert.Equal(200, (await client.Timeline(shipment.Id, "limit=200")).Items.Count);
        var read = await client.Read(shipment.Id);
        Assert.Equal(201, read.Version);
        Assert.Equal((await client.Timeline(shipment.Id)).Items[0].Id, read.Explanation.EventId);
    }

    [Fact]
    public async Task A_late_event_joins_the_timeline_and_leaves_the_status()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        await client.Append(shipment.Id, Status.OutForDelivery, -10);
        var late = await client.Append(shipment.Id, Status.PickedUp, -600);
        Assert.Equal((Status.OutForDelivery, 3), (late.Shipment.Status, late.Shipment.Version));
        Assert.Equal([Status.OutForDelivery, Status.PickedUp], (await client.Timeline(shipment.Id)).Items.Select(one => one.Status));
    }

    [Fact]
    public async Task A_delivery_that_is_told_late_still_ends_the_journey()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        await client.Append(shipment.Id, Status.InTransit, -10);
        var late = await client.Append(shipment.Id, Status.Delivered, -20);
        Assert.Equal((Status.Delivered, FakeTime.Noon.AddMinutes(-20)), (late.Shipment.Status, late.Shipment.DeliveredAt));
    }

    [Fact]
    public async Task Only_a_correction_leads_out_of_a_terminal_status()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        var proof = new ProofOfDelivery("Jo Doe");
        await client.Append(shipment.Id, new AppendEventRequest(FakeTime.Noon.AddMinutes(-30), Status.Delivered, ProofOfDelivery: proof));
        var scan = await client.Append(shipment.Id, Status.InTransit, -20);
        Assert.Equal((Status.Delivered, proof), (scan.Shipment.Status, scan.Shipment.ProofOfDelivery));

        var corrected = await client.Append(shipment.Id, Status.OnHold, -10, correction: true);
        Assert.Equal((Status.OnHold, null, null), (corrected.Shipment.Status, corrected.Shipment.DeliveredAt, corrected.Shipment.ProofOfDelivery));
        Assert.Equal(Status.Returned, (await client.Append(shipment.Id, Status.Returned, -5)).Shipment.Status);
    }

    [Theory]
    [InlineData("""{"event_time":"2026-03-05T00:00:00Z","status":"delivered","classifier":"estimated"}""", "2026-03-05T00:00:00Z", "2026-03-05T00:00:00Z")]
    [InlineData("""{"event_time":"2026-03-05T10:00:00+02:00","status":"delivered","classifier":"planned","precision":"day"}""", "2026-03-04T22:00:00Z", "2026-03-05T21:59:59.999Z")]
    public async Task A_forecast_sets_the_expected_time_and_never_the_status(string body, string from, string through)
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        await client.Append(shipment.Id, Status.InTransit, -10);
        var answer = (await client.Post($"{Root}/{shipment.Id}/events", body)).As(WireJson.Reading.AppendedEvent);
        Assert.Equal(Status.InTransit, answer.Shipment.Status);
        Assert.Equal(new Eta(DateTimeOffset.Parse(from), DateTimeOffset.Parse(through), "event"), answer.Shipment.Eta);
    }

    [Fact]
    public async Task A_raw_code_that_no_rule_knows_is_kept_and_never_changes_the_status()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        await client.Append(shipment.Id, Status.InTransit, -10);
        var answer = await client.Append(shipment.Id, new AppendEventRequest(FakeTime.Noon, RawCode: "Q'?", RawText: "¿Qué?"));
        var appended = answer.As(WireJson.Reading.AppendedEvent);
        Assert.Equal(("unmapped", Status.Unknown, "Q'?"), (appended.Event.Rule, appended.Event.Status, appended.Event.RawCode));
        Assert.Equal((Status.InTransit, "given"), (appended.Shipment.Status, appended.Shipment.Explanation.Rule));
    }

    [Fact]
    public async Task Flags_are_those_of_the_event_that_explains_the_status()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        var held = new AppendEventRequest(FakeTime.Noon.AddMinutes(-5), Status.OnHold, Flags: [ShipmentFlag.Customs, ShipmentFlag.ActionRequired]);
        var flagged = (await client.Append(shipment.Id, held)).As(WireJson.Reading.AppendedEvent);
        Assert.Equal([ShipmentFlag.Customs, ShipmentFlag.ActionRequired], flagged.Shipment.Flags);
        Assert.Empty((await client.Append(shipment.Id, Status.InTransit, -1)).Shipment.Flags);
    }

    [Fact]
    public async Task Tells_ShipmentMoved_when_it_moved_and_EventAppended_when_not()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        await client.Append(shipment.Id, Status.InTransit, -10);
        await client.Append(shipment.Id, Status.PickedUp, -20);

        var facts = (await server.Facts()).Where(fact => fact.Subject == shipment.Id.ToString());

        Assert.Equal(
            [
                ("ShipmentCreated", """{"carrier":"other","status":"unknown","flags":[],"version":1}"""),
                ("ShipmentMoved", """{"carrier":"other","status":"in_transit","flags":[],"version":2,"from":"unknown","events":1}"""),
                ("EventAppended", """{"carrier":"other","status":"in_transit","flags":[],"version":3,"events":1}"""),
            ],
            facts.Select(fact => (fact.Kind, fact.Payload)));
    }

    [Fact]
    public async Task Replays_the_answer_byte_for_byte_and_refuses_the_key_for_another_event()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        var request = new AppendEventRequest(FakeTime.Noon, Status.InTransit);
        var first = await client.Append(shipment.Id, request, ("Idempotency-Key", "k"));
        var replay = await client.Append(shipment.Id, request, ("Idempotency-Key", "k"));
        var other = await client.Append(shipment.Id, request with { Reason = "x" }, ("Idempotency-Key", "k"));
        Assert.Equal((HttpStatusCode.Created, first.Body), (replay.Status, replay.Body));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency-key-reused"), (other.Status, other.ProblemType));
    }

    [Theory]
    [InlineData("""{"event_time":"2026-03-04T00:00:00Z","status":"delivered"}""", "event_time")]
    [InlineData("""{"event_time":"1999-12-31T00:00:00Z","status":"delivered"}""", "event_time")]
    [InlineData("""{"event_time":"2100-12-31T00:00:00Z","status":"delivered","classifier":"planned"}""", "event_time")]
    [InlineData("""{"event_time":"2026-03-02T00:00:00Z"}""", "status")]
    [InlineData("""{"event_time":"2026-03-02T00:00:00Z","raw_code":" "}""", "status")]
    [InlineData("""{"event_time":"2026-03-02T00:00:00Z","raw_code":"a\u0000","raw_text":"\u0007","utc_offset":841}""", "raw_code raw_text utc_offset")]
    [InlineData("""{"event_time":"2026-03-02T00:00:00Z","status":"delivered","flags":["stale"],"location":{"lon":1}}""", "flags location.lat")]
    [InlineData("""{"event_time":"2026-03-02T00:00:00Z","status":"delivered","proof_of_delivery":{"received_by":"\t","at":"1990-01-01T00:00:00Z"}}""", "proof_of_delivery.at proof_of_delivery.received_by")]
    public async Task Returns_422_that_names_each_wrong_field(string body, string fields)
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        var answer = await client.Post($"{Root}/{shipment.Id}/events", body);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, fields), (answer.Status, answer.Fields));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"event_time":"2026-03-02T00:00:00Z","status":"teleported"}""")]
    [InlineData("""{"event_time":"2026-03-02T00:00:00Z","status":"delivered","flags":[null]}""")]
    [InlineData("""{"event_time":"2026-13-02T00:00:00Z","status":"delivered"}""")]
    public async Task Returns_400_for_what_is_no_event(string body)
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        Assert.Equal(HttpStatusCode.BadRequest, (await client.Post($"{Root}/{shipment.Id}/events", body)).Status);
    }

    [Fact]
    public async Task Returns_401_without_a_caller_404_for_no_shipment_and_201_for_a_driver()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        var request = new AppendEventRequest(FakeTime.Noon, Status.InTransit);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.As(null).Append(shipment.Id, request)).Status);
        Assert.Equal("shipment-not-found", (await client.Append(Guid.NewGuid(), request)).ProblemType);
        Assert.Equal(HttpStatusCode.NotFound, (await client.Post($"{Root}/7/events", "{}")).Status);
        Assert.Equal(HttpStatusCode.Created, (await client.As(Role.Driver).Append(shipment.Id, request)).Status);
    }
}
