using Edge.Features.Tracking.Shipments;
using Edge.Shared.Contracts;
using Edge.Storage.Facts;
using Microsoft.Extensions.DependencyInjection;
using static Edge.Tests.Features.Tracking.TrackingClient;

namespace Edge.Tests.Features.Tracking.Shipments;

public class FlagWorkerTests
{
    [Fact]
    public async Task A_parcel_becomes_late_and_then_stale_by_itself_and_each_time_a_fact_tells_it()
    {
        await using var server = await EdgeServer.Start(("Tracking:StaleAfter", "7d"));
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1", request => request with { PromisedAt = FakeTime.Noon.AddDays(2) });

        Assert.Equal(0, await Sweep(server, TimeSpan.FromDays(2)));
        Assert.Equal(1, await Sweep(server, TimeSpan.FromMilliseconds(1)));
        Assert.Equal([ShipmentFlag.Delayed], (await client.Read(shipment.Id)).Flags);
        Assert.Equal(1, await Sweep(server, TimeSpan.FromDays(5)));
        var read = await client.Read(shipment.Id);
        Assert.Equal([ShipmentFlag.Delayed, ShipmentFlag.Stale], read.Flags);
        Assert.Equal((3, FakeTime.Noon), (read.Version, read.FreshAsOf));
        Assert.Equal(0, await Sweep(server, TimeSpan.FromDays(100)));

        var facts = await server.Facts();
        Assert.Equal(2, facts.Count(fact => fact.Kind == "ShipmentMoved"));
        Assert.Equal(shipment.Id, Assert.Single((await client.List("flag=stale")).Items).Id);
    }

    [Fact]
    public async Task News_make_a_stale_parcel_fresh_and_delivery_ends_the_watch()
    {
        await using var server = await EdgeServer.Start(("Tracking:StaleAfter", "7d"));
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        await Sweep(server, TimeSpan.FromDays(8));
        Assert.Empty((await client.Append(shipment.Id, Status.InTransit, 0)).Shipment.Flags);
        await client.Append(shipment.Id, Status.Delivered, 1);
        Assert.Equal(0, await Sweep(server, TimeSpan.FromDays(100)));
    }

    [Fact]
    public async Task An_archived_parcel_is_left_alone()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        await client.Post($"{Root}/{shipment.Id}/archive", "");
        Assert.Equal(0, await Sweep(server, TimeSpan.FromDays(100)));
    }

    [Fact]
    public async Task All_that_is_due_is_found_however_much_it_is()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        await Task.WhenAll(Enumerable.Range(0, 1100).Select(i => client.Create($"N{i}")));
        Assert.Equal(1100, await Sweep(server, TimeSpan.FromDays(100)));
    }

    private static Task<int> Sweep(EdgeServer server, TimeSpan later)
    {
        server.Time.Advance(later);
        return server.Services.GetRequiredService<FlagWorker>().Sweep();
    }
}
