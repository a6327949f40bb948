using System.Buffers.Text;
using System.Net;
using System.Text.Json;
using Edge.Features.Push;
using Edge.Features.Push.Subscriptions;
using Edge.Hosting;
using Edge.Hosting.Configuration;
using Edge.Shared.Contracts;
using Edge.Tests.Features.Tracking;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.Push;

public class SubscriptionTests
{
    [Fact]
    public async Task The_key_is_a_point_of_the_curve_and_the_same_at_every_start()
    {
        using var database = new TestFolder();
        var url = ("Storage:Database", $"sqlite:{database.Path}/edge.db");
        string Read(string body) => JsonSerializer.Deserialize(body, WireJson.Reading.SubscriptionKey)!.Key;
        string first;
        await using (var server = await EdgeServer.Start(url))
            first = Read(await server.Http.GetStringAsync($"{PushClient.Root}/key"));
        await using var again = await EdgeServer.Start(url);

        Assert.Equal(first, Read(await again.Http.GetStringAsync($"{PushClient.Root}/key")));
        Assert.True(Edge.Features.Push.Delivery.MessageEncryption.IsKey(Base64Url.DecodeFromChars(first)));
    }

    [Fact]
    public async Task Another_master_key_gives_503_and_keeps_the_key()
    {
        using var database = new TestFolder();
        var url = ("Storage:Database", $"sqlite:{database.Path}/edge.db");
        await using (var server = await EdgeServer.Start(url))
            await server.Http.GetStringAsync($"{PushClient.Root}/key");
        await using var other = await EdgeServer.Start(url, ("Hosting:MasterKey", new string('x', 40)));

        using var answer = await other.Http.GetAsync($"{PushClient.Root}/key");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    [Fact]
    public async Task The_configured_key_is_the_one_that_is_shown()
    {
        // RFC 8291, section 5: the private and the public key of its application server.
        await using var server = await EdgeServer.Start(("Push:VapidKey", "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"));

        Assert.Contains(
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8",
            await server.Http.GetStringAsync($"{PushClient.Root}/key"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_saved_is_found_by_the_endpoint_and_saving_again_changes_it()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);
        var parcel = await new TrackingClient(server).Create("PUSHED1");
        var client = new PushClient(server);
        var device = service.Device();
        var quiet = new QuietHours("22:00", "07:00", "Europe/Berlin", 60);

        await client.Saved(device.ToParcel(parcel.Token, Status.Delivered, Status.Delivered, Status.OnHold) with { QuietHours = quiet });
        var first = await client.Find(device.Endpoint);
        await client.Saved(device.ToParcel(parcel.Token, Status.Delivered));
        var second = await client.Find(device.Endpoint);

        Assert.Equal(quiet, first.QuietHours);
        Assert.Equal([Status.Delivered, Status.OnHold], Assert.Single(first.Items).Statuses);
        Assert.Null(second.QuietHours);
        Assert.Equal([Status.Delivered], Assert.Single(second.Items).Statuses);
        Assert.Equal(parcel.Token, second.Items[0].Parcel);
        Assert.Empty((await client.Find($"{device.Endpoint}x")).Items);
    }

    [Fact]
    public async Task Removing_ends_one_or_all_and_never_fails()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);
        var tracking = new TrackingClient(server);
        var (one, other) = (await tracking.Create("PUSHED1"), await tracking.Create("PUSHED2"));
        var client = new PushClient(server);
        var device = service.Device();
        await client.Saved(device.ToParcel(one.Token));
        await client.Saved(device.ToParcel(other.Token));

        var answer = await client.Remove(new RemoveSubscriptionsRequest(device.Endpoint, SubscriptionScope.Parcel, one.Token));
        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        Assert.Equal(other.Token, Assert.Single((await client.Find(device.Endpoint)).Items).Parcel);

        Assert.Equal(HttpStatusCode.NoContent, (await client.Remove(new RemoveSubscriptionsRequest(device.Endpoint))).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await client.Remove(new RemoveSubscriptionsRequest(device.Endpoint))).Status);
        Assert.Equal((0, 0), ((await client.Report()).Devices, (await client.Report()).Subscriptions));
    }

    [Fact]
    public async Task A_renewed_endpoint_takes_over_what_the_old_one_was_told_of()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);
        var parcel = await new TrackingClient(server).Create("PUSHED1");
        var client = new PushClient(server);
        var (old, next) = (service.Device("old"), service.Device("new"));
        await client.Saved(old.ToParcel(parcel.Token));

        var renewed = await client.Renew(new RenewSubscriptionRequest(old.Endpoint, next.Endpoint, next.Keys));
        var unknown = await client.Renew(new RenewSubscriptionRequest(old.Endpoint, next.Endpoint, next.Keys));

        Assert.Equal(HttpStatusCode.NoContent, renewed.Status);
        Assert.Equal((HttpStatusCode.NotFound, "subscription-not-found"), (unknown.Status, unknown.ProblemType));
        Assert.Empty((await client.Find(old.Endpoint)).Items);
        Assert.Single((await client.Find(next.Endpoint)).Items);
    }

    [Theory]
    [InlineData("http://fcm.googleapis.com/x")]
    [InlineData("https://fcm.googleapis.com:8443/x")]
    [InlineData("https://fcm.googleapis.com.evil.example/x")]
    [InlineData("https://user@fcm.googleapis.com/x")]
    [InlineData("https://push.apple.com/x")]
    [InlineData("https://evilpush.apple.com.example/x")]
    [InlineData("https://127.0.0.1/x")]
    [InlineData("https://[::1]/x")]
    [InlineData("http://127.0.0.1:1/x")]
    [InlineData("https://2130706433/x")]
    [InlineData("https://localhost/x")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("file:///etc/passwd")]
    [InlineData("")]
    [InlineData("/x")]
    [InlineData("https://fcm.googleapis.com/a\r\nX: y")]
    public async Task An_endpoint_that_is_no_push_services_is_refused(string endpoint)
    {
        await using var server = await EdgeServer.Start();
        var parcel = await new TrackingClient(server).Create("PUSHED1");

        var answer = await new PushClient(server).Save(new FakeDevice(endpoint).ToParcel(parcel.Token));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "endpoint"), (answer.Status, answer.Fields));
    }

    [Fact]
    public async Task A_host_that_no_resolver_takes_is_refused()
    {
        await using var server = await EdgeServer.Start();
        var parcel = await new TrackingClient(server).Create("PUSHED1");
        var endpoint = $"https://{string.Concat(Enumerable.Repeat("a.", 130))}push.apple.com/x";

        var answer = await new PushClient(server).Save(new FakeDevice(endpoint).ToParcel(parcel.Token));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "endpoint"), (answer.Status, answer.Fields));
    }

    [Theory]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("__________________________________________8")]
    [InlineData("_____wAAAAD__________7zm-q2nF56E87nKwvxjJVE")]
    [InlineData("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-")]
    public void A_key_that_is_none_stops_the_start(string key)
    {
        var settings = EdgeServer.SettingsOf(("Push:VapidKey", key));
        PushOptions.Read(settings, Profile.Development);

        Assert.Contains(Assert.Throws<ConfigurationFaultException>(settings.Verify).Faults, fault => fault.Contains("VAPIDKEY", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://fcm.googleapis.com/fcm/send/x:y")]
    [InlineData("https://updates.push.services.mozilla.com/wpush/v2/x")]
    [InlineData("https://web.push.apple.com/x")]
    [InlineData("https://wns2-par02p.notify.windows.com/w/?token=x")]
    public async Task The_endpoints_of_browsers_are_taken(string endpoint)
    {
        await using var server = await EdgeServer.Start();
        var parcel = await new TrackingClient(server).Create("PUSHED1");

        await new PushClient(server).Saved(new FakeDevice(endpoint).ToParcel(parcel.Token));
    }

    [Fact]
    public async Task Each_wrong_field_is_named()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);
        var request = service.Device().ToParcel("t") with
        {
            Parcel = null,
            Statuses = [],
            Language = "../../x",
            Keys = new DeviceKeys("BAAA", "short"),
            QuietHours = new QuietHours("25:00", "7", "/etc/passwd", 10_000),
        };

        var answer = await new PushClient(server).Save(request);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(
            "keys.auth keys.p256dh language parcel quiet_hours.from quiet_hours.time_zone quiet_hours.until quiet_hours.utc_offset statuses",
            answer.Fields);
    }

    [Fact]
    public async Task An_unknown_parcel_gives_404()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);

        var answer = await new PushClient(server).Save(service.Device().ToParcel("no-such-token"));

        Assert.Equal((HttpStatusCode.NotFound, "shipment-not-found"), (answer.Status, answer.ProblemType));
    }

    [Fact]
    public async Task All_shipments_are_for_those_who_are_signed_in()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);
        using var key = await server.ApiKey(Role.Operator);
        using var driver = await server.SignedIn(Role.Driver);
        var request = service.Device().ToShipments();

        Assert.Equal(HttpStatusCode.Unauthorized, (await new PushClient(server).Save(request)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await new PushClient(server, key).Save(request)).Status);
        Assert.Equal(HttpStatusCode.OK, (await new PushClient(server, driver).Save(request)).Status);
    }

    [Fact]
    public async Task A_device_has_room_for_so_many()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service, ("Push:PerDevice", "1"));
        var tracking = new TrackingClient(server);
        var (one, other) = (await tracking.Create("PUSHED1"), await tracking.Create("PUSHED2"));
        var client = new PushClient(server);
        await client.Saved(service.Device("a").ToParcel(one.Token));

        Assert.Equal("subscriptions-full", (await client.Save(service.Device("a").ToParcel(other.Token))).ProblemType);
        await client.Saved(service.Device("a").ToParcel(one.Token, Status.OnHold));
    }

    [Fact]
    public async Task Too_many_requests_of_one_address_give_429()
    {
        await using var server = await EdgeServer.Start(("RateLimiting:Subscribe", "2"));
        var client = new PushClient(server);
        await client.Find("x");
        await client.Find("x");

        var answer = await client.Send(HttpMethod.Post, $"{PushClient.Root}/find", new FindSubscriptionsRequest("x"), WireJson.Default.FindSubscriptionsRequest);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
    }

    [Fact]
    public async Task What_hangs_on_archived_shipments_is_tidied_up()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);
        var tracking = new TrackingClient(server);
        var (kept, gone) = (await tracking.Create("PUSHED1"), await tracking.Create("PUSHED2"));
        var client = new PushClient(server);
        await client.Saved(service.Device("a").ToParcel(kept.Token));
        await client.Saved(service.Device("b").ToParcel(gone.Token));
        await tracking.Post($"{TrackingClient.Root}/{gone.Id}/archive", "", ("If-Match", (await tracking.Get($"{TrackingClient.Root}/{gone.Id}")).ETag!));

        await server.Services.GetRequiredService<SubscriptionStore>().Prune(default);

        Assert.Equal(1, (await client.Report()).Devices);
        Assert.Single((await client.Find(service.Device("a").Endpoint)).Items);
    }
}
