using Edge.Shared.Contracts;
using Edge.Tests.Features.Tracking;

namespace Edge.Tests.Features.Push;

/// <summary>Whoever has a parcel's link can take its places with endpoints that nobody has. They must not keep its recipients out.</summary>
public class FullParcelTests
{
    [Fact]
    public async Task The_newest_takes_the_place_of_the_oldest_that_was_never_reached()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service, ("Push:PerParcel", "2"));
        var parcel = await new TrackingClient(server).Create("PUSHED1");
        await Subscribe(server, service, parcel, "a", "b", "c");

        Assert.Equal("b c", await Subscribed(server, service));
        Assert.Equal(2, (await new PushClient(server).Report()).Devices);
    }

    [Fact]
    public async Task Who_was_reached_keeps_the_place()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service, ("Push:PerParcel", "2"));
        var tracking = new TrackingClient(server);
        var parcel = await tracking.Create("PUSHED1");
        await Subscribe(server, service, parcel, "a");
        await tracking.Append(parcel.Id, Status.OutForDelivery, 0);
        await Told(server, service, 1);
        await Subscribe(server, service, parcel, "b", "c");

        Assert.Equal("a c", await Subscribed(server, service));
    }

    [Fact]
    public async Task A_parcel_whose_devices_were_all_reached_is_full()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service, ("Push:PerParcel", "2"));
        var tracking = new TrackingClient(server);
        var parcel = await tracking.Create("PUSHED1");
        await Subscribe(server, service, parcel, "a", "b");
        await tracking.Append(parcel.Id, Status.OutForDelivery, 0);
        await Told(server, service, 2);

        Assert.Equal("subscriptions-full", (await new PushClient(server).Save(service.Device("c").ToParcel(parcel.Token))).ProblemType);
        Assert.Equal("a b", await Subscribed(server, service));
    }

    [Fact]
    public async Task A_renewed_endpoint_has_to_be_reached_anew()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service, ("Push:PerParcel", "1"));
        var tracking = new TrackingClient(server);
        var parcel = await tracking.Create("PUSHED1");
        var (real, invented) = (service.Device("a"), service.Device("b"));
        await Subscribe(server, service, parcel, "a");
        await tracking.Append(parcel.Id, Status.OutForDelivery, 0);
        await Told(server, service, 1);
        await new PushClient(server).Renew(new RenewSubscriptionRequest(real.Endpoint, invented.Endpoint, invented.Keys));
        await Subscribe(server, service, parcel, "c");

        Assert.Equal("c", await Subscribed(server, service));
    }

    [Fact]
    public async Task What_waits_for_the_displaced_goes_and_its_other_parcels_stay()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service, ("Push:PerParcel", "1"));
        service.Reply = (_, http) =>
        {
            http.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        var tracking = new TrackingClient(server);
        var (parcel, other) = (await tracking.Create("PUSHED1"), await tracking.Create("PUSHED2"));
        await Subscribe(server, service, parcel, "a");
        await new PushClient(server).Saved(service.Device("a").ToParcel(other.Token));
        await tracking.Append(parcel.Id, Status.Delivered, 0);
        await service.Wait(1);
        await PushClient.Quiet(server, waiting => waiting == 1);

        await Subscribe(server, service, parcel, "b");

        Assert.Equal(0, (await new PushClient(server).Report()).Waiting);
        Assert.Equal(other.Token, Assert.Single((await new PushClient(server).Find(service.Device("a").Endpoint)).Items).Parcel);
    }

    // A second apart, so that one is older than the next.
    private static async Task Subscribe(EdgeServer server, FakePushService service, Shipment parcel, params string[] devices)
    {
        foreach (var device in devices)
        {
            server.Time.Advance(TimeSpan.FromSeconds(1));
            await new PushClient(server).Saved(service.Device(device).ToParcel(parcel.Token));
        }
    }

    private static async Task Told(EdgeServer server, FakePushService service, int devices)
    {
        await service.Wait(devices);
        await PushClient.Quiet(server, waiting => waiting == 0);
    }

    private static async Task<string> Subscribed(EdgeServer server, FakePushService service)
    {
        var found = new List<string>();
        foreach (var name in new[] { "a", "b", "c" })
        {
            if ((await new PushClient(server).Find(service.Device(name).Endpoint)).Items.Count > 0)
                found.Add(name);
        }
        return string.Join(' ', found);
    }
}
