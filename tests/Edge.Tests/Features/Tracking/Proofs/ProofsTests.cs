using System.Net;
using System.Text.Json;
using Edge.Features.Tracking.Shipments;
using Edge.Shared.Contracts;
using Edge.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.Tracking.Proofs;

public class ProofsTests
{
    private static readonly byte[] WebP = [.. "RIFF\0\0\0\0WEBPVP8 "u8, .. new byte[100]];
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[100]];
    private static readonly byte[] Avif = [0, 0, 0, 0x20, .. "ftypavif"u8, .. new byte[100]];

    [Theory]
    [InlineData("image/webp")]
    [InlineData("image/jpeg")]
    [InlineData("image/avif")]
    public async Task Keeps_a_photo_and_gives_it_back_as_what_its_bytes_are(string type)
    {
        await using var server = await EdgeServer.Start();
        var driver = new TrackingClient(server, Role.Driver);
        var shipment = await new TrackingClient(server).Create("PROOF0001");
        var photo = type switch { "image/webp" => WebP, "image/jpeg" => Jpeg, _ => Avif };

        var answer = await Add(driver, shipment.Id, Request(photo));

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        var proof = answer.As(WireJson.Reading.Proof);
        Assert.Equal((type, photo.Length, 52.5), (proof.PhotoType, proof.PhotoSize, proof.Location!.Lat));
        Assert.Equal(FakeTime.Noon, proof.At);
        using var client = await server.ApiKey(Role.Driver);
        using var read = await client.GetAsync($"{TrackingClient.Root}/{shipment.Id}/proofs/{proof.Id}/photo");
        Assert.Equal(type, read.Content.Headers.ContentType!.MediaType);
        Assert.Equal(photo, await read.Content.ReadAsByteArrayAsync());
        Assert.Equal("private, no-cache", read.Headers.CacheControl!.ToString().Replace("no-cache, private", "private, no-cache"));
        var list = (await driver.Get($"{TrackingClient.Root}/{shipment.Id}/proofs")).As(WireJson.Reading.ProofList);
        Assert.Equal(proof.Id, Assert.Single(list.Items).Id);
    }

    [Fact]
    public async Task Keeps_a_signature_as_its_strokes()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("PROOF0002");

        var answer = await Add(client, shipment.Id, new AddProofRequest(FakeTime.Noon, Signature: [[0, 0, 1000, 500], [7, 7]]));

        var proof = answer.As(WireJson.Reading.Proof);
        Assert.Equal([[0, 0, 1000, 500], [7, 7]], proof.Signature!);
        Assert.Null(proof.PhotoType);
        Assert.Equal(HttpStatusCode.NotFound, (await client.Get($"{TrackingClient.Root}/{shipment.Id}/proofs/{proof.Id}/photo")).Status);
    }

    [Fact]
    public async Task The_same_key_keeps_one_proof()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("PROOF0003");

        var first = await Add(client, shipment.Id, Request(WebP), "key-1");
        var second = await Add(client, shipment.Id, Request(WebP), "key-1");

        Assert.Equal((first.Status, first.Body), (second.Status, second.Body));
        Assert.Single(await Proofs(client, shipment.Id));
    }

    [Fact]
    public async Task One_made_at_the_same_moment_is_the_same_also_when_its_key_is_forgotten()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("PROOF0013");

        var first = await Add(client, shipment.Id, Request(WebP));
        server.Time.Advance(TimeSpan.FromDays(3));
        var second = await Add(client, shipment.Id, Request(WebP));

        Assert.Equal((HttpStatusCode.OK, first.Body), (second.Status, second.Body));
        Assert.Single(await Proofs(client, shipment.Id));
    }

    [Fact]
    public async Task Others_made_at_the_same_moment_are_kept_beside_it_and_each_once()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("PROOF0014");
        AddProofRequest[] requests =
        [
            Request(WebP), Request([.. WebP[..^1], 1]), Request(WebP) with { Location = new Location(Lat: 52.5, Lon: 13.5) },
            Request(WebP) with { Location = null }, Request(WebP) with { Signature = [[1, 1]] },
            new AddProofRequest(FakeTime.Noon, Signature: [[1, 1]]), new AddProofRequest(FakeTime.Noon, Signature: [[1, 2]]),
        ];
        var added = new List<string>();
        foreach (var request in requests)
        {
            var answer = await Add(client, shipment.Id, request);
            Assert.Equal(HttpStatusCode.Created, answer.Status);
            added.Add(answer.Body);
        }

        for (var i = 0; i < requests.Length; i++)
        {
            var again = await Add(client, shipment.Id, requests[i]);
            Assert.Equal((HttpStatusCode.OK, added[i]), (again.Status, again.Body));
        }
        Assert.Equal(requests.Length, (await Proofs(client, shipment.Id)).Count);
    }

    [Fact]
    public async Task Returns_409_when_ten_are_there()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("PROOF0004");
        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.Created, (await Add(client, shipment.Id, Request(WebP) with { At = FakeTime.Noon.AddMinutes(i) })).Status);

        Assert.Equal("proofs-full", (await Add(client, shipment.Id, Request(Jpeg) with { At = FakeTime.Noon.AddHours(1) })).ProblemType);
        Assert.Equal(10, (await Proofs(client, shipment.Id)).Count);
    }

    [Fact]
    public async Task Returns_422_for_what_proves_nothing()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("PROOF0005");

        foreach (var (fields, request) in Refused())
        {
            var answer = await Add(client, shipment.Id, request);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, fields), (answer.Status, answer.Fields));
        }
        Assert.Empty(await Proofs(client, shipment.Id));
    }

    private static IEnumerable<(string Fields, AddProofRequest Request)> Refused()
    {
        yield return ("photo", new AddProofRequest(FakeTime.Noon));
        yield return ("photo", Request([]));
        yield return ("photo", Request([.. "<svg xmlns='http://www.w3.org/2000/svg'/>"u8]));
        yield return ("photo", Request([.. WebP, .. new byte[200_000]]));
        yield return ("at", Request(WebP) with { At = FakeTime.Noon.AddDays(2) });
        yield return ("location.lon", Request(WebP) with { Location = new Location(Lat: 1) });
        yield return ("signature", new AddProofRequest(FakeTime.Noon, Signature: []));
        yield return ("signature", new AddProofRequest(FakeTime.Noon, Signature: [[1, 2, 3]]));
        yield return ("signature", new AddProofRequest(FakeTime.Noon, Signature: [[1, 501]]));
        yield return ("signature", new AddProofRequest(FakeTime.Noon, Signature: [[-1, 1]]));
        yield return ("signature", new AddProofRequest(FakeTime.Noon, Signature: [new int[8002]]));
        yield return ("signature", new AddProofRequest(FakeTime.Noon, Signature: [.. Enumerable.Repeat<int[]>([1, 1], 101)]));
    }

    [Fact]
    public async Task Returns_400_for_what_is_no_base64_and_413_for_a_larger_body()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("PROOF0006");
        var path = $"{TrackingClient.Root}/{shipment.Id}/proofs";

        Assert.Equal(HttpStatusCode.BadRequest, (await client.Post(path, """{"at":"2026-03-02T12:00:00Z","photo":"<svg>"}""")).Status);
        var large = $$"""{"at":"2026-03-02T12:00:00Z","photo":"{{new string('A', 500_000)}}"}""";
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await client.Post(path, large)).Status);
    }

    [Fact]
    public async Task Returns_404_for_a_shipment_that_is_not_there_and_for_the_photo_of_another()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var (one, other) = (await client.Create("PROOF0007"), await client.Create("PROOF0008"));
        var proof = (await Add(client, one.Id, Request(WebP))).As(WireJson.Reading.Proof);

        Assert.Equal(HttpStatusCode.NotFound, (await Add(client, Guid.NewGuid(), Request(WebP))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.Get($"{TrackingClient.Root}/{Guid.NewGuid()}/proofs")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.Get($"{TrackingClient.Root}/{other.Id}/proofs/{proof.Id}/photo")).Status);
    }

    [Fact]
    public async Task Returns_401_to_strangers()
    {
        await using var server = await EdgeServer.Start();
        var shipment = await new TrackingClient(server).Create("PROOF0009");
        var stranger = new TrackingClient(server, role: null);

        Assert.Equal(HttpStatusCode.Unauthorized, (await Add(stranger, shipment.Id, Request(WebP))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.Get($"{TrackingClient.Root}/{shipment.Id}/proofs")).Status);
    }

    [Fact]
    public async Task The_postcode_opens_the_newest_proofs_to_the_public_and_nothing_else_does()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("PROOF0010", request => request with { Destination = new Location(Postcode: "10115") });
        var closed = await client.Create("PROOF0011");
        await Add(client, shipment.Id, Request(WebP));
        server.Time.Advance(TimeSpan.FromMinutes(1));
        await Add(client, shipment.Id, new AddProofRequest(FakeTime.Noon, Signature: [[1, 1]], Location: new Location(Lat: 1, Lon: 2)));
        server.Time.Advance(TimeSpan.FromMinutes(1));
        await Add(client, shipment.Id, Request(Jpeg) with { At = FakeTime.Noon.AddMinutes(2) });
        var stranger = new TrackingClient(server, role: null);

        var opened = await stranger.Post($"/s/{shipment.Token}/proofs", """{"postcode":"10 115"}""");

        var proofs = opened.As(WireJson.Reading.PublicProofList).Items;
        Assert.Equal(["image/jpeg", null], proofs.Select(proof => proof.PhotoType));
        Assert.Equal(Jpeg, proofs[0].Photo);
        Assert.DoesNotContain("lat", opened.Body);
        Assert.Equal("no-store", opened.Headers.CacheControl!.ToString());
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.Post($"/s/{shipment.Token}/proofs", """{"postcode":"10116"}""")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.Post($"/s/{closed.Token}/proofs", """{"postcode":""}""")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Post("/s/nosuchtoken/proofs", """{"postcode":"10115"}""")).Status);
    }

    [Fact]
    public async Task A_shipment_that_is_removed_takes_its_proofs_along()
    {
        await using var server = await EdgeServer.Start(("Tracking:ArchiveAfter", "90d"), ("Tracking:RemoveAfter", "30d"));
        var client = new TrackingClient(server);
        var shipment = await client.Create("PROOF0012");
        await client.Append(shipment.Id, Status.Delivered, 0);
        Assert.Equal(HttpStatusCode.Created, (await Add(client, shipment.Id, Request(WebP))).Status);

        var retention = server.Services.GetRequiredService<RetentionStore>();
        foreach (var days in new[] { 91, 31 })
        {
            server.Time.Advance(TimeSpan.FromDays(days));
            await retention.Run(CancellationToken.None);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await client.Get($"{TrackingClient.Root}/{shipment.Id}")).Status);
        var left = await server.Services.GetRequiredService<Database>().Read(session => session.Number($"select count(*) from proofs"), default);
        Assert.Equal(0, left);
    }

    private static AddProofRequest Request(byte[] photo) => new(FakeTime.Noon, photo, Location: new Location(Lat: 52.5, Lon: 13.4));

    private static async Task<IReadOnlyList<Proof>> Proofs(TrackingClient client, Guid id) =>
        (await client.Get($"{TrackingClient.Root}/{id}/proofs")).As(WireJson.Reading.ProofList).Items;

    private static Task<Answer> Add(TrackingClient client, Guid id, AddProofRequest request, string? key = null) => client.Post(
        $"{TrackingClient.Root}/{id}/proofs", JsonSerializer.Serialize(request, WireJson.Default.AddProofRequest),
        key is null ? [] : [("Idempotency-Key", key)]);
}
