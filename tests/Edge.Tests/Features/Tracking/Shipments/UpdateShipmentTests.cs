using System.Net;
using Edge.Caching.HttpCaching;
using Edge.Shared.Contracts;
using Edge.Storage.Facts;
using Microsoft.Extensions.DependencyInjection;
using static Edge.Tests.Features.Tracking.TrackingClient;

namespace Edge.Tests.Features.Tracking.Shipments;

public class UpdateShipmentTests
{
    [Fact]
    public async Task Returns_200_with_the_new_version_and_clears_what_is_absent()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1", request => request with { Reference = "old", Pieces = 3, Destination = new Location(City: "Bern") });

        var answer = await client.Put($"{Root}/{shipment.Id}", """{"reference":"new","destination":{"city":"Basel"}}""", ("If-Match", "\"1\""));

        Assert.Equal((HttpStatusCode.OK, "2"), (answer.Status, answer.Version));
        Assert.Equal(("new", null, "Basel"), (answer.Shipment.Reference, answer.Shipment.Pieces, answer.Shipment.Destination!.City));
        Assert.Equal(answer.Body, (await client.Get($"{Root}/{shipment.Id}")).Body);
        var facts = await server.Facts();
        Assert.Single(facts, fact => fact.Kind == "ShipmentChanged" && fact.Subject == shipment.Id.ToString());
    }

    [Fact]
    public async Task The_search_forgets_the_old_words_and_knows_the_new_ones()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1", request => request with { Reference = "alpha", Destination = new Location(City: "Bern") });
        await client.Put($"{Root}/{shipment.Id}", """{"reference":"beta"}""", ("If-Match", "*"));
        foreach (var (search, hits) in new[] { ("alpha", 0), ("al", 0), ("Bern", 0), ("B", 1), ("beta", 1), ("eta", 1), ("A1", 1) })
            Assert.True((await client.List($"search={search}")).Items.Count == hits, search);
    }

    [Fact]
    public async Task A_new_promise_raises_and_lowers_the_flag_at_once()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        var late = await client.Put($"{Root}/{shipment.Id}", """{"promised_at":"2026-03-01T00:00:00Z"}""", ("If-Match", "\"1\""));
        Assert.Equal([ShipmentFlag.Delayed], late.Shipment.Flags);
        var fine = await client.Put($"{Root}/{shipment.Id}", """{"promised_at":"2026-03-09T00:00:00Z"}""", ("If-Match", "\"2\""));
        Assert.Empty(fine.Shipment.Flags);
    }

    [Theory]
    [InlineData("\"2\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"x\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"11\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"01\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"2,1\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("W/\"1\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"1-zz\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"1.00000000.00000000\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"1{mark}x\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("W/\"1{mark}\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"2{mark}\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"1{mark}\"", HttpStatusCode.OK)]
    [InlineData("\"1{mark}-br\"", HttpStatusCode.OK)]
    [InlineData("\"1{mark}-gz\"", HttpStatusCode.OK)]
    [InlineData("\"1{mark-of-another-build}\"", HttpStatusCode.OK)]
    [InlineData("\"1\"", HttpStatusCode.OK)]
    [InlineData("\"1-br\"", HttpStatusCode.OK)]
    [InlineData("\"7\", \"1\"", HttpStatusCode.OK)]
    [InlineData("\"a,b\" ,, W/\"x\",\t\"1{mark}\" ,", HttpStatusCode.OK)]
    [InlineData(" * ", HttpStatusCode.OK)]
    public async Task Returns_412_unless_the_version_is_the_one_that_was_read(string tag, HttpStatusCode status)
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        var mark = server.Services.GetRequiredService<Edition>().Mark;
        var sent = tag.Replace("{mark}", mark, StringComparison.Ordinal).Replace("{mark-of-another-build}", mark[..^8] + "ffffffff", StringComparison.Ordinal);
        Assert.Equal(status, (await client.Put($"{Root}/{shipment.Id}", "{}", ("If-Match", sent))).Status);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"1")]
    [InlineData("\"1\" \"2\"")]
    [InlineData("\"1\"x")]
    [InlineData("\"1\", 2")]
    [InlineData("w/\"1\"")]
    [InlineData("W/1")]
    [InlineData("\"1 2\"")]
    [InlineData("*, \"1\"")]
    public async Task Returns_400_naming_the_header_when_it_holds_no_entity_tags(string tag)
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var path = $"{Root}/{(await client.Create("A1")).Id}";
        var answers = new[] { await client.Put(path, "{}", ("If-Match", tag)), await client.Get(path, ("If-None-Match", tag)) };
        foreach (var (answer, header) in answers.Zip(["If-Match", "If-None-Match"]))
            Assert.Equal((HttpStatusCode.BadRequest, "invalid-parameter", header), (answer.Status, answer.ProblemType, answer.Fields));
    }

    [Fact]
    public async Task Of_many_changes_of_one_version_at_once_one_succeeds()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(i =>
            client.Put($"{Root}/{shipment.Id}", $$"""{"reference":"r{{i}}"}""", ("If-Match", "\"1\""))));
        var winner = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(29, answers.Count(answer => answer.Status == HttpStatusCode.PreconditionFailed));
        Assert.Equal(winner.Shipment.Reference, (await client.Read(shipment.Id)).Reference);
    }

    [Fact]
    public async Task A_repeat_with_its_key_gets_the_first_answer_though_the_version_is_gone()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        var first = await client.Put($"{Root}/{shipment.Id}", """{"pieces":2}""", ("If-Match", "\"1\""), ("Idempotency-Key", "k"));
        var replay = await client.Put($"{Root}/{shipment.Id}", """{"pieces":2}""", ("If-Match", "\"1\""), ("Idempotency-Key", "k"));
        Assert.Equal((HttpStatusCode.OK, first.Body, first.ETag), (replay.Status, replay.Body, replay.ETag));
    }

    [Fact]
    public async Task Returns_428_without_If_Match_and_422_for_wrong_fields_and_400_for_no_body()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var path = $"{Root}/{(await client.Create("A1")).Id}";
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await client.Put(path, "{}")).Status);
        var wrong = await client.Put(path, """{"pieces":-1,"proof_of_delivery":{"note":"\u0000"}}""", ("If-Match", "*"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "pieces proof_of_delivery.note"), (wrong.Status, wrong.Fields));
        Assert.Equal(HttpStatusCode.BadRequest, (await client.Put(path, "", ("If-Match", "*"))).Status);
    }

    [Fact]
    public async Task Returns_401_403_and_404_for_those_who_may_not_and_for_what_is_not_there()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var path = $"{Root}/{Guid.NewGuid()}";
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.As(null).Put(path, "{}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.As(Role.Driver).Put(path, "{}")).Status);
        Assert.Equal("shipment-not-found", (await client.Put(path, "{}", ("If-Match", "*"))).ProblemType);
    }
}
