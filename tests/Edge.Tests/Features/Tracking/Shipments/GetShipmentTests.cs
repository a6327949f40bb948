using System.Net;
using Edge.Shared.Contracts;
using static Edge.Tests.Features.Tracking.TrackingClient;

namespace Edge.Tests.Features.Tracking.Shipments;

public class GetShipmentTests
{
    [Fact]
    public async Task Returns_200_then_304_until_something_changes()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        var path = $"{Root}/{shipment.Id}";

        var first = await client.Get(path);
        Assert.Equal((HttpStatusCode.OK, "1", "private, no-cache"), (first.Status, first.Version, first.Headers.CacheControl!.ToString().Replace("no-cache, private", "private, no-cache")));
        var unchanged = await client.Get(path, ("If-None-Match", first.ETag!));
        Assert.Equal((HttpStatusCode.NotModified, ""), (unchanged.Status, unchanged.Body));
        await client.Append(shipment.Id, Status.InTransit, 0);
        Assert.Equal("2", (await client.Get(path, ("If-None-Match", first.ETag!))).Version);
    }

    [Fact]
    public async Task Returns_the_same_head_without_the_body()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        var head = await client.Send(HttpMethod.Head, $"{Root}/{shipment.Id}");
        Assert.Equal((HttpStatusCode.OK, "1", ""), (head.Status, head.Version, head.Body));
    }

    [Fact]
    public async Task Returns_401_without_a_caller_and_404_for_what_is_not_there()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.As(null).Get($"{Root}/{Guid.NewGuid()}")).Status);
        Assert.Equal("shipment-not-found", (await client.Get($"{Root}/{Guid.NewGuid()}")).ProblemType);
        Assert.Equal(HttpStatusCode.NotFound, (await client.Get($"{Root}/nonsense")).Status);
    }
}
