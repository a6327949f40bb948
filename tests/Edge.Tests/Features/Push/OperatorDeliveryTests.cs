using Edge.Features.Push.Subscriptions;
using Edge.Shared.Contracts;
using Edge.Tests.Features.Tracking;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.Push;

/// <summary>Being told of all shipments lasts as long as the session that asked for it. Another one of the same role is no help.</summary>
public class OperatorDeliveryTests
{
    [Fact]
    public async Task Another_session_of_the_role_does_not_keep_a_signed_out_device_told()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);
        var tracking = new TrackingClient(server);
        var parcel = await tracking.Create("PUSHED1");
        using var http = await server.SignedIn(Role.Operator);
        using var other = await server.SignedIn(Role.Operator);
        await new PushClient(server, http).Saved(service.Device("left").ToShipments());
        await new PushClient(server, other).Saved(service.Device("stays").ToShipments());

        await SignOut(http);
        await tracking.Append(parcel.Id, Status.Delivered, 0);
        await DeliveryTests.FannedOut(server);
        await PushClient.Quiet(server, waiting => waiting == 0);

        Assert.Equal("/push/stays", Assert.Single(service.Received).Path);
    }

    [Theory]
    [InlineData("5m", "1h")]
    [InlineData("5m", "5m")]
    public async Task An_expired_session_hears_nothing_whoever_has_signed_in_since(string idle, string absolute)
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service, ("SignIn:IdleTimeout", idle), ("SignIn:AbsoluteTimeout", absolute));
        var tracking = new TrackingClient(server);
        var parcel = await tracking.Create("PUSHED1");
        using var http = await server.SignedIn(Role.Operator);
        await new PushClient(server, http).Saved(service.Device().ToShipments());

        server.Time.Advance(TimeSpan.FromMinutes(6));
        using var other = await server.SignedIn(Role.Operator);
        await tracking.Append(parcel.Id, Status.Delivered, 0);
        await DeliveryTests.FannedOut(server);
        await PushClient.Quiet(server, waiting => waiting == 0);

        Assert.Empty(service.Received);
    }

    [Fact]
    public async Task What_waits_for_the_end_of_quiet_hours_is_not_sent_after_the_sign_out()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);
        var tracking = new TrackingClient(server);
        var parcel = await tracking.Create("PUSHED1");
        using var http = await server.SignedIn(Role.Operator);
        await new PushClient(server, http).Saved(Silent(service.Device().ToShipments()));

        await tracking.Append(parcel.Id, Status.Delivered, 0);
        await DeliveryTests.Due(server, FakeTime.Noon.AddMinutes(75));
        await SignOut(http);
        server.Time.Advance(TimeSpan.FromMinutes(76));
        await PushClient.Quiet(server, waiting => waiting == 0);

        Assert.Empty(service.Received);
    }

    [Fact]
    public async Task What_waits_for_another_try_is_not_sent_after_the_sign_out()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);
        var tracking = new TrackingClient(server);
        var parcel = await tracking.Create("PUSHED1");
        using var http = await server.SignedIn(Role.Operator);
        await new PushClient(server, http).Saved(service.Device().ToShipments());
        service.Reply = (_, answer) => Answer(answer, 503);

        await tracking.Append(parcel.Id, Status.Delivered, 0);
        await service.Wait(1);
        await PushClient.Quiet(server, waiting => waiting == 1);
        await SignOut(http);
        service.Reply = (_, answer) => Answer(answer, 201);
        server.Time.Advance(TimeSpan.FromMinutes(5));
        await PushClient.Quiet(server, waiting => waiting == 0);

        Assert.Single(service.Received);
    }

    [Fact]
    public async Task A_parcel_is_still_told_to_the_device_that_has_signed_out()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);
        var tracking = new TrackingClient(server);
        var (parcel, other) = (await tracking.Create("PUSHED1"), await tracking.Create("PUSHED2"));
        using var http = await server.SignedIn(Role.Operator);
        var device = service.Device();
        await new PushClient(server, http).Saved(Silent(device.ToShipments()));
        await new PushClient(server).Saved(Silent(device.ToParcel(parcel.Token)));

        await tracking.Append(parcel.Id, Status.Delivered, 0);
        await tracking.Append(other.Id, Status.Delivered, 0);
        await DeliveryTests.Due(server, FakeTime.Noon.AddMinutes(75));
        await SignOut(http);
        server.Time.Advance(TimeSpan.FromMinutes(76));
        await PushClient.Quiet(server, waiting => waiting == 0);

        Assert.Equal($"https://parcels.example/s/{parcel.Token}", device.Read(Assert.Single(service.Received).Body).Navigate);
    }

    [Fact]
    public async Task A_device_that_ends_all_shipments_has_nothing_waiting_of_them()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);
        var tracking = new TrackingClient(server);
        var (parcel, other) = (await tracking.Create("PUSHED1"), await tracking.Create("PUSHED2"));
        using var http = await server.SignedIn(Role.Operator);
        var device = service.Device();
        await new PushClient(server, http).Saved(Silent(device.ToShipments()));
        await new PushClient(server).Saved(Silent(device.ToParcel(parcel.Token)));
        await tracking.Append(other.Id, Status.Delivered, 0);
        await DeliveryTests.Due(server, FakeTime.Noon.AddMinutes(75));

        await new PushClient(server).Remove(new RemoveSubscriptionsRequest(device.Endpoint, SubscriptionScope.Shipments));

        Assert.Equal(0, (await new PushClient(server).Report()).Waiting);
    }

    [Fact]
    public async Task What_a_session_leaves_is_not_shown_and_tidied_up()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);
        var tracking = new TrackingClient(server);
        var (parcel, other) = (await tracking.Create("PUSHED1"), await tracking.Create("PUSHED2"));
        using var http = await server.SignedIn(Role.Operator);
        using var still = await server.SignedIn(Role.Operator);
        var client = new PushClient(server);
        var (both, left, stays) = (service.Device("both"), service.Device("left"), service.Device("stays"));
        await new PushClient(server, http).Saved(Silent(both.ToShipments()));
        await client.Saved(Silent(both.ToParcel(parcel.Token)));
        await new PushClient(server, http).Saved(Silent(left.ToShipments()));
        await new PushClient(server, still).Saved(Silent(stays.ToShipments()));
        await tracking.Append(other.Id, Status.Delivered, 0);
        await PushClient.Quiet(server, waiting => waiting == 3);

        await SignOut(http);
        Assert.Equal(SubscriptionScope.Parcel, Assert.Single((await client.Find(both.Endpoint)).Items).Scope);
        await server.Services.GetRequiredService<SubscriptionStore>().Prune(default);

        var report = await client.Report();
        Assert.Equal((2, 2, 1), (report.Devices, report.Subscriptions, report.Waiting));
        Assert.Single((await client.Find(stays.Endpoint)).Items);
    }

    // Noon in UTC is one o'clock in Berlin.
    private static SaveSubscriptionRequest Silent(SaveSubscriptionRequest request) =>
        request with { QuietHours = new QuietHours("12:30", "14:15", "Europe/Berlin", 60) };

    private static async Task SignOut(HttpClient http)
    {
        using var answer = await http.DeleteAsync("/api/v1/session");
        answer.EnsureSuccessStatusCode();
    }

    private static Task Answer(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
