using Edge.Features.Push.Delivery;
using Edge.Features.Push.Subscriptions;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Sql;
using Edge.Tests.Features.Tracking;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.Push;

/// <summary>"All shipments" are those of the organisation of whoever asked, as long as he belongs to it and may sign in.</summary>
public class OrganisationDeliveryTests
{
    [Fact]
    public async Task Each_organisation_is_told_of_its_own_parcels()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);
        var tracking = new TrackingClient(server);
        var elsewhere = tracking.Elsewhere();
        var (one, other) = (await tracking.Create("PUSHED1"), await elsewhere.Create("PUSHED2"));
        using var http = await server.SignedIn(Role.Operator);
        using var otherHttp = await server.OtherSignedIn(Role.Operator);
        var (home, second) = (service.Device("home"), service.Device("second"));
        await new PushClient(server, http).Saved(home.ToShipments());
        await new PushClient(server, otherHttp).Saved(second.ToShipments());

        await tracking.Append(one.Id, Status.Delivered, 0);
        await elsewhere.Append(other.Id, Status.Delivered, 0);
        var pushed = await service.Wait(2);
        await PushClient.Quiet(server, waiting => waiting == 0);

        Assert.Equal(2, service.Received.Count);
        Assert.EndsWith($"/{one.Id}", home.Read(pushed.Single(push => push.Path == "/push/home").Body).Navigate, StringComparison.Ordinal);
        Assert.EndsWith($"/{other.Id}", second.Read(pushed.Single(push => push.Path == "/push/second").Body).Navigate, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parcel_is_told_to_whoever_has_its_link_in_whatever_organisation_he_is()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);
        var tracking = new TrackingClient(server);
        var parcel = await tracking.Create("PUSHED1");
        using var http = await server.OtherSignedIn(Role.Operator);
        var device = service.Device();
        await new PushClient(server, http).Saved(device.ToParcel(parcel.Token));

        await tracking.Append(parcel.Id, Status.Delivered, 0);

        Assert.EndsWith($"/s/{parcel.Token}", device.Read((await service.Wait(1))[0].Body).Navigate, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("disabled")]
    [InlineData("moved")]
    public async Task Whoever_is_shut_out_or_has_moved_is_told_nothing_more(string how)
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);
        var tracking = new TrackingClient(server);
        var elsewhere = tracking.Elsewhere();
        var (one, other) = (await tracking.Create("PUSHED1"), await elsewhere.Create("PUSHED2"));
        using var http = await server.SignedIn(Role.Operator);
        var device = service.Device();
        await new PushClient(server, http).Saved(device.ToShipments());

        await TakeAway(server, how);
        await tracking.Append(one.Id, Status.Delivered, 0);
        await elsewhere.Append(other.Id, Status.Delivered, 0);
        await DeliveryTests.FannedOut(server);
        await PushClient.Quiet(server, waiting => waiting == 0);

        Assert.Empty(service.Received);
        Assert.Empty((await new PushClient(server).Find(device.Endpoint)).Items);
        await server.Services.GetRequiredService<SubscriptionStore>().Prune(default);
        Assert.Equal(0, (await new PushClient(server).Report()).Devices);
    }

    [Theory]
    [InlineData("disabled")]
    [InlineData("moved")]
    public async Task What_waits_is_not_sent_after_the_right_was_taken_away(string how)
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);
        var tracking = new TrackingClient(server);
        var parcel = await tracking.Create("PUSHED1");
        using var http = await server.SignedIn(Role.Operator);
        await new PushClient(server, http).Saved(Silent(service.Device().ToShipments()));
        await tracking.Append(parcel.Id, Status.Delivered, 0);
        await DeliveryTests.Due(server, FakeTime.Noon.AddMinutes(75));

        await TakeAway(server, how);
        server.Time.Advance(TimeSpan.FromMinutes(76));
        await PushClient.Quiet(server, waiting => waiting == 0);

        Assert.Empty(service.Received);
    }

    [Fact]
    public async Task A_device_is_told_of_the_organisation_that_asked_last()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);
        var tracking = new TrackingClient(server);
        var elsewhere = tracking.Elsewhere();
        var (one, late, other) = (await tracking.Create("PUSHED1"), await tracking.Create("PUSHED2"), await elsewhere.Create("PUSHED3"));
        using var http = await server.SignedIn(Role.Operator);
        using var otherHttp = await server.OtherSignedIn(Role.Operator);
        var device = service.Device();
        await new PushClient(server, http).Saved(Silent(device.ToShipments()));
        await tracking.Append(late.Id, Status.Delivered, 0);
        await DeliveryTests.Due(server, FakeTime.Noon.AddMinutes(75));

        await new PushClient(server, otherHttp).Saved(device.ToShipments());
        await tracking.Append(one.Id, Status.Delivered, 0);
        await elsewhere.Append(other.Id, Status.Delivered, 0);
        var pushed = await service.Wait(1);
        await PushClient.Quiet(server, waiting => waiting == 0);

        Assert.Single((await new PushClient(server).Find(device.Endpoint)).Items);
        Assert.EndsWith($"/{other.Id}", device.Read(Assert.Single(pushed).Body).Navigate, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_begun_for_another_organisation_is_not_gone_on_with()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);
        var tracking = new TrackingClient(server).Elsewhere();
        var parcel = await tracking.Create("PUSHED1");
        using var http = await server.SignedIn(Role.Operator);
        using var otherHttp = await server.OtherSignedIn(Role.Operator);
        await new PushClient(server, http).Saved(Silent(service.Device("home").ToShipments()));
        await new PushClient(server, otherHttp).Saved(Silent(service.Device("second").ToShipments()));
        await server.Services.GetRequiredService<PushWorker>().StopAsync(default);
        var fanOut = server.Services.GetRequiredService<FanOutStore>();
        await tracking.Append(parcel.Id, Status.Delivered, 0);
        var move = (await server.Facts()).Select(MovedFact.Of).OfType<MovedFact>().Single();
        var place = (await fanOut.Place(default))!;
        var begun = place with { Subject = SubscriptionStore.SubjectOf(Organisations.Home), Through = Guid.Empty };
        await fanOut.Move(place, begun, default);

        var wanted = Assert.Single(await fanOut.Wanted([move], default));
        await fanOut.Enqueue(begun, wanted.Move, wanted.OfAll, default);

        var told = await server.Services.GetRequiredService<Database>().Read(session => session.Number($"""
            select count(*) from push_messages m join push_devices d on d.id = m.device_id where d.endpoint like '%/second'
            """));
        Assert.Equal((1, 1), (told, await server.Services.GetRequiredService<Database>().Read(session =>
            session.Number($"select count(*) from push_messages"))));
    }

    private static async Task TakeAway(EdgeServer server, string how)
    {
        await OtherOrganisation.Ensure(server);
        var database = server.Services.GetRequiredService<Database>();
        await database.Write(how == "disabled"
            ? $"update users set disabled_at = 1 where role = 'operator'"
            : (SqlText)$"update users set organisation = {OtherOrganisation.Number} where role = 'operator'");
    }

    // Noon in UTC is one o'clock in Berlin.
    private static SaveSubscriptionRequest Silent(SaveSubscriptionRequest request) =>
        request with { QuietHours = new QuietHours("12:30", "14:15", "Europe/Berlin", 60) };
}
