using System.Net;
using Edge.Shared.Contracts;
using Edge.Storage.Facts;
using static Edge.Tests.Features.Tracking.TrackingClient;

namespace Edge.Tests.Features.Tracking.Shipments;

public class CreateShipmentTests
{
    [Fact]
    public async Task Returns_201_with_location_tag_and_the_carrier_that_the_number_proves()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);

        var answer = await client.Post(Root, """
            {"number":" 1z 5r8 939-0357567127 ","reference":" PO 7 ","pieces":2,"weight_grams":1500,
             "destination":{"city":"Zürich","postcode":"8001","country":"CH","lat":47.37,"lon":8.54},
             "eta":{"from":"2026-03-03T08:00:00+01:00","through":"2026-03-03T18:00:00+01:00"},"promised_at":"2026-03-04T00:00:00Z"}
            """);

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        var shipment = answer.Shipment;
        Assert.Equal($"{Root}/{shipment.Id}", answer.Headers.Location!.ToString());
        Assert.Equal("1", answer.Version);
        Assert.Equal(("ups", UpsNumber, "1z 5r8 939-0357567127"), (shipment.Carrier, shipment.Number, shipment.NumberAsTyped));
        Assert.Equal(("PO 7", 2, 1500L), (shipment.Reference, shipment.Pieces, shipment.WeightGrams));
        Assert.Equal((Status.Unknown, new StatusExplanation(null, "none")), (shipment.Status, shipment.Explanation));
        Assert.Equal("api", shipment.Eta!.Source);
        Assert.Equal(7, shipment.Id.Version);
        Assert.True(shipment.Token.Length >= 22);
        Assert.Equal(answer.Body, (await client.Get($"{Root}/{shipment.Id}")).Body);
    }

    [Fact]
    public async Task Tells_ShipmentCreated_without_saying_whose_parcel_it_is()
    {
        await using var server = await EdgeServer.Start();
        var shipment = await new TrackingClient(server).Create(
            "A1", request => request with { Reference = "secret", Destination = new Location("Jo Doe", "Bern") });

        var fact = Assert.Single(
            await server.Facts(), fact => fact.Kind.StartsWith("Shipment", StringComparison.Ordinal));

        Assert.Equal(("ShipmentCreated", shipment.Id.ToString()), (fact.Kind, fact.Subject));
        Assert.Equal("""{"carrier":"other","status":"unknown","flags":[],"version":1}""", fact.Payload);
    }

    [Theory]
    [InlineData("ZZZ", "other")]
    [InlineData("RB123456785GB", "s10")]
    public async Task Takes_other_when_no_carrier_fits(string number, string carrier)
    {
        await using var server = await EdgeServer.Start();
        Assert.Equal(carrier, (await new TrackingClient(server).Create(number, request => request with { Carrier = null })).Carrier);
    }

    [Theory]
    [InlineData("""{"number":"A B!"}""", "number")]
    [InlineData("""{"number":""}""", "number")]
    [InlineData("""{"number":"A1","carrier":"UPS"}""", "carrier")]
    [InlineData("""{"number":"A1","pieces":0,"weight_grams":-1}""", "pieces weight_grams")]
    [InlineData("""{"number":"A1","destination":{"country":"de","lat":91,"lon":0}}""", "destination.country destination.lat")]
    [InlineData("""{"number":"A1","destination":{"country":"XX","lat":1}}""", "destination.country destination.lon")]
    [InlineData("""{"number":"A1","reference":"a\u0000b","origin":{"city":"a\u001bb"}}""", "origin.city reference")]
    [InlineData("""{"number":"A1","eta":{"from":"2026-03-03T00:00:00Z","through":"2026-03-02T00:00:00Z"}}""", "eta.through")]
    [InlineData("""{"number":"A1","promised_at":"1999-12-31T00:00:00Z"}""", "promised_at")]
    [InlineData("""{"number":"A1","promised_at":"2100-12-31T00:00:00Z"}""", "promised_at")]
    public async Task Returns_422_that_names_each_wrong_field(string body, string fields)
    {
        await using var server = await EdgeServer.Start();
        var answer = await new TrackingClient(server).Post(Root, body);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, fields), (answer.Status, answer.Fields));
    }

    [Fact]
    public async Task Returns_422_for_text_that_is_too_long()
    {
        await using var server = await EdgeServer.Start();
        var answer = await new TrackingClient(server).Post(
            Root, $$"""{"number":"{{new string('A', 100_000)}}","reference":"{{new string('x', 100_000)}}"}""");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "number reference"), (answer.Status, answer.Fields));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"number":null}""")]
    [InlineData("""{"number":7}""")]
    [InlineData("""{"number":"A1","colour":"red"}""")]
    [InlineData("""{"number":"A1","pieces":1.5}""")]
    [InlineData("""{"number":"A1","pieces":99999999999}""")]
    [InlineData("""{"number":"A1","promised_at":"yesterday"}""")]
    [InlineData("""{"number":"\ud800"}""")]
    public async Task Returns_400_for_what_is_not_such_a_body(string body)
    {
        await using var server = await EdgeServer.Start();
        var answer = await new TrackingClient(server).Post(Root, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    [Fact]
    public async Task Returns_400_for_deeply_nested_JSON_and_for_bytes_that_are_no_UTF8()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var deep = await client.Post(Root, $$"""{"number":{{new string('[', 100_000)}}""");
        Assert.Equal(HttpStatusCode.BadRequest, deep.Status);

        using var request = new HttpRequestMessage(HttpMethod.Post, Root);
        request.Content = new ByteArrayContent([.. "{\"number\":\""u8, 0xff, 0xfe, .. "\"}"u8]);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, (await client.Send(request)).Status);
    }

    [Fact]
    public async Task Returns_401_without_a_caller_and_403_without_shipments_write()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.As(null).Post(Root, """{"number":"A1"}""")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.As(Role.Driver).Post(Root, """{"number":"A1"}""")).Status);
    }

    [Fact]
    public async Task Returns_409_with_the_existing_id_while_the_number_is_on_its_way()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var first = await client.Create("A1");
        server.Time.Advance(TimeSpan.FromDays(500));

        var again = await client.Post(Root, """{"number":"a-1","carrier":"other"}""");

        Assert.Equal((HttpStatusCode.Conflict, "shipment-exists", first.Id), (again.Status, again.ProblemType, again.Problem.Existing));
        Assert.Equal(HttpStatusCode.Created, (await client.Post(Root, """{"number":"A1","carrier":"ups"}""")).Status);
    }

    [Fact]
    public async Task Reuses_the_number_of_an_archived_parcel_and_of_one_finished_longer_ago_than_the_window()
    {
        await using var server = await EdgeServer.Start(("Tracking:ReuseWindow", "120d"));
        var client = new TrackingClient(server);
        var archived = await client.Create("A1");
        await client.Post($"{Root}/{archived.Id}/archive", "");
        var second = await client.Create("A1");
        await client.Append(second.Id, Status.Delivered, -5);

        server.Time.Advance(TimeSpan.FromDays(119));
        Assert.Equal(HttpStatusCode.Conflict, (await client.Post(Root, """{"number":"A1","carrier":"other"}""")).Status);
        server.Time.Advance(TimeSpan.FromDays(2));
        var third = await client.Create("A1");

        Assert.Equal(3, new[] { archived.Id, second.Id, third.Id }.Distinct().Count());
    }

    [Fact]
    public async Task Of_many_creations_of_one_number_at_once_one_succeeds()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.Post(Root, """{"number":"A1","carrier":"other"}""")));
        Assert.Equal(1, answers.Count(answer => answer.Status == HttpStatusCode.Created));
        Assert.Equal(49, answers.Count(answer => answer.Status == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Replays_the_answer_byte_for_byte_and_refuses_the_key_for_another_body()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var first = await client.Post(Root, """{"number":"A1"}""", ("Idempotency-Key", "k1"));
        server.Time.Advance(TimeSpan.FromHours(1));

        var replay = await client.Post(Root, """{ "number" : "A1" }""", ("Idempotency-Key", "k1"));
        var other = await client.Post(Root, """{"number":"A2"}""", ("Idempotency-Key", "k1"));

        Assert.Equal((first.Status, first.Body, first.ETag, first.Headers.Location), (replay.Status, replay.Body, replay.ETag, replay.Headers.Location));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency-key-reused"), (other.Status, other.ProblemType));
    }

    [Theory]
    [InlineData("🚚📦")]
    [InlineData("مرحبا ‮txt")]
    [InlineData("'); drop table shipments; --")]
    [InlineData("<script>alert(1)</script>")]
    public async Task Keeps_any_text_as_it_is(string text)
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var created = await client.Create("A1", request => request with { Reference = text, Destination = new Location(City: text) });
        var read = await client.Read(created.Id);
        Assert.Equal((text, text), (read.Reference, read.Destination!.City));
    }
}
