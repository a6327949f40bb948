using Edge.Features.Push.Delivery;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Tests.Features.Tracking;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.Push;

/// <summary>From an event to a request at a push service, read as the device would.</summary>
public class DeliveryTests
{
    [Fact]
    public async Task A_chosen_status_is_told_in_words_and_another_is_not()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);
        var tracking = new TrackingClient(server);
        var parcel = await tracking.Create("PUSHED1");
        var device = service.Device();
        await new PushClient(server).Saved(device.ToParcel(parcel.Token) with { Language = "de-AT" });

        await tracking.Append(parcel.Id, Status.InTransit, 0);
        await tracking.Append(parcel.Id, Status.OutForDelivery, 1);
        var pushed = (await service.Wait(1))[0];
        var told = device.Read(pushed.Body);

        Assert.Equal(("In Zustellung", "Sendung PUSHED1", "de"), (told.Title, told.Body, told.Lang));
        Assert.Equal($"https://parcels.example/s/{parcel.Token}", told.Navigate);
        Assert.Equal(("aes128gcm", "high"), (pushed.Headers["Content-Encoding"], pushed.Headers["Urgency"]));
        Assert.Equal("86400", pushed.Headers["TTL"]);
        Assert.Matches("^[A-Za-z0-9_-]{22}$", pushed.Headers["Topic"]);
        Assert.StartsWith("vapid t=", pushed.Headers["Authorization"], StringComparison.Ordinal);
        Assert.True(pushed.Body.Length < 3000);
        await PushClient.Quiet(server, waiting => waiting == 0);
        Assert.Single(service.Received);
        Assert.Equal([new PushDeliveries("test", "delivered", 1)], (await new PushClient(server).Report()).Deliveries);
    }

    [Fact]
    public async Task Signed_in_operators_hear_of_every_shipment_until_their_session_ends()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);
        var tracking = new TrackingClient(server);
        using var http = await server.SignedIn(Role.Operator);
        var device = service.Device();
        await new PushClient(server, http).Saved(device.ToShipments());
        var (one, other) = (await tracking.Create("PUSHED1"), await tracking.Create("PUSHED2"));

        await tracking.Append(one.Id, Status.Delivered, 0);
        await service.Wait(1);
        using var left = await http.DeleteAsync("/api/v1/session");
        await tracking.Append(other.Id, Status.Delivered, 0);
        await FannedOut(server);
        await PushClient.Quiet(server, waiting => waiting == 0);

        Assert.Equal($"https://parcels.example/operator/shipments/{one.Id}", device.Read(Assert.Single(service.Received).Body).Navigate);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task A_device_that_is_gone_is_forgotten(int status)
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);
        var (tracking, parcel, device) = await Subscribed(server, service);
        service.Reply = (_, http) => Answer(http, status);

        await tracking.Append(parcel.Id, Status.Delivered, 0);
        await service.Wait(1);
        await PushClient.Quiet(server, waiting => waiting == 0);

        Assert.Empty((await new PushClient(server).Find(device.Endpoint)).Items);
        Assert.Equal([new PushDeliveries("test", "gone", 1)], (await new PushClient(server).Report()).Deliveries);
    }

    [Fact]
    public async Task A_service_that_asks_for_time_is_left_alone_that_long()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);
        var (tracking, parcel, _) = await Subscribed(server, service);
        service.Reply = (_, http) =>
        {
            http.Response.Headers.RetryAfter = "120";
            return Answer(http, 429);
        };

        await tracking.Append(parcel.Id, Status.Delivered, 0);
        await service.Wait(1);
        await Due(server, FakeTime.Noon.AddSeconds(120));
        service.Reply = (_, http) => Answer(http, 201);
        server.Time.Advance(TimeSpan.FromSeconds(121));
        await service.Wait(2);
        await PushClient.Quiet(server, waiting => waiting == 0);

        Assert.Equal(
            [new PushDeliveries("test", "delivered", 1), new PushDeliveries("test", "retried", 1)],
            (await new PushClient(server).Report()).Deliveries);
    }

    [Fact]
    public async Task A_service_that_wants_one_device_to_wait_is_sent_what_is_for_others()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);
        var (tracking, parcel, _) = await Subscribed(server, service);
        var other = await tracking.Create("PUSHED2");
        await new PushClient(server).Saved(service.Device("other").ToParcel(other.Token));
        service.Reply = (pushed, http) =>
        {
            http.Response.Headers.RetryAfter = "3600";
            return Answer(http, pushed.Path.EndsWith("other", StringComparison.Ordinal) ? 201 : 429);
        };

        await tracking.Append(parcel.Id, Status.Delivered, 0);
        await service.Wait(1);
        await Due(server, FakeTime.Noon.AddSeconds(3600));
        await tracking.Append(other.Id, Status.Delivered, 0);
        var received = await service.Wait(2);

        Assert.EndsWith("other", received[1].Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_that_nothing_can_be_written_to_keeps_nothing_from_others()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);
        var (tracking, parcel, _) = await Subscribed(server, service);
        await server.Services.GetRequiredService<Database>().Write($"update push_devices set p256dh = {new byte[] { 4, 1 }}");
        await new PushClient(server).Saved(service.Device("other").ToParcel(parcel.Token));

        await tracking.Append(parcel.Id, Status.OutForDelivery, 0);
        await service.Wait(1);
        await PushClient.Quiet(server, waiting => waiting == 0);
        await tracking.Append(parcel.Id, Status.Delivered, 1);
        var received = await service.Wait(2);

        Assert.All(received, pushed => Assert.EndsWith("other", pushed.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_delivered_in_time_is_given_up()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service, ("Push:Lifetime", "1m"));
        var (tracking, parcel, _) = await Subscribed(server, service);
        service.Reply = (_, http) => Answer(http, 503);

        await tracking.Append(parcel.Id, Status.Delivered, 0);
        await service.Wait(1);
        await PushClient.Quiet(server, waiting => waiting == 1);
        server.Time.Advance(TimeSpan.FromMinutes(2));
        await PushClient.Quiet(server, waiting => waiting == 0);

        Assert.Contains(new PushDeliveries("test", "expired", 1), (await new PushClient(server).Report()).Deliveries);
    }

    [Fact]
    public async Task A_refusal_ends_the_message_and_not_the_subscription()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);
        var (tracking, parcel, device) = await Subscribed(server, service);
        service.Reply = (_, http) => Answer(http, 403);

        await tracking.Append(parcel.Id, Status.Delivered, 0);
        await service.Wait(1);
        await PushClient.Quiet(server, waiting => waiting == 0);

        Assert.Single((await new PushClient(server).Find(device.Endpoint)).Items);
    }

    [Fact]
    public async Task A_silent_device_hears_the_last_status_in_the_morning()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);
        var tracking = new TrackingClient(server);
        var parcel = await tracking.Create("PUSHED1");
        var device = service.Device();
        // Noon in UTC is one o'clock in Berlin.
        await new PushClient(server).Saved(
            device.ToParcel(parcel.Token) with { QuietHours = new QuietHours("12:30", "14:15", "Europe/Berlin", 0) });

        await tracking.Append(parcel.Id, Status.OutForDelivery, 0);
        await Due(server, FakeTime.Noon.AddMinutes(75));
        await tracking.Append(parcel.Id, Status.Delivered, 1);
        await Due(server, FakeTime.Noon.AddMinutes(75));
        Assert.Empty(service.Received);
        server.Time.Advance(TimeSpan.FromMinutes(76));

        Assert.Equal("Delivered", device.Read((await service.Wait(1))[0].Body).Title);
        await PushClient.Quiet(server, waiting => waiting == 0);
        Assert.Single(service.Received);
    }

    [Fact]
    public async Task Many_devices_are_told_over_few_connections()
    {
        const int Devices = 60;
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service, ("Push:Concurrency", "4"), ("RateLimiting:Subscribe", "0"));
        var tracking = new TrackingClient(server);
        var parcel = await tracking.Create("PUSHED1");
        var client = new PushClient(server);
        for (var i = 0; i < Devices; i++)
            await client.Saved(service.Device($"d{i}").ToParcel(parcel.Token));

        await tracking.Append(parcel.Id, Status.Delivered, 0);
        var pushed = await service.Wait(Devices);

        Assert.Equal(Devices, pushed.Select(one => one.Path).Distinct().Count());
        Assert.InRange(pushed.Select(one => one.Connection).Distinct().Count(), 1, 4);
    }

    [Fact]
    public async Task What_a_node_had_not_sent_when_it_ended_the_next_one_sends()
    {
        using var folder = new TestFolder();
        var database = ("Storage:Database", $"sqlite:{folder.Path}/edge.db");
        await using var service = await FakePushService.Start();
        service.Reply = (_, http) => Answer(http, 503);
        await using (var server = await PushClient.Start(service, database))
        {
            var (tracking, parcel, _) = await Subscribed(server, service);
            await tracking.Append(parcel.Id, Status.Delivered, 0);
            await service.Wait(1);
            await PushClient.Quiet(server, waiting => waiting == 1);
        }
        service.Reply = (_, http) => Answer(http, 201);
        await using var next = await PushClient.Start(service, database);
        next.Time.Advance(TimeSpan.FromMinutes(1));

        await service.Wait(2);
        await PushClient.Quiet(next, waiting => waiting == 0);
        Assert.Equal(2, service.Received.Count);
    }

    [Fact]
    public async Task Of_two_nodes_one_makes_and_one_sends_each_message()
    {
        await using var service = await FakePushService.Start();
        await using var server = await PushClient.Start(service);
        var (tracking, parcel, _) = await Subscribed(server, service);
        await server.Services.GetRequiredService<PushWorker>().StopAsync(default);
        var fanOut = server.Services.GetRequiredService<FanOutStore>();
        var messages = server.Services.GetRequiredService<MessageStore>();
        await tracking.Append(parcel.Id, Status.Delivered, 0);
        var move = (await server.Facts()).Select(MovedFact.Of).OfType<MovedFact>().Single();
        var place = (await fanOut.Place(default))!;

        var next = await Both(() => fanOut.Enqueue(place, move, "*", default));
        var last = await Both(() => fanOut.Enqueue(next, move, "*", default));
        var claims = await Task.WhenAll(messages.Claim("a", 10, default), messages.Claim("b", 10, default));

        Assert.Equal(move.Cursor, last.Cursor);
        Assert.Equal(1, claims.Sum(claim => claim.Messages.Count));
    }

    private static async Task<FanOutPlace> Both(Func<Task<FanOutPlace?>> step) =>
        Assert.Single((await Task.WhenAll(step(), step())).OfType<FanOutPlace>());

    private static async Task<(TrackingClient Tracking, Shipment Parcel, FakeDevice Device)> Subscribed(EdgeServer server, FakePushService service)
    {
        var tracking = new TrackingClient(server);
        var parcel = await tracking.Create("PUSHED1");
        var device = service.Device();
        await new PushClient(server).Saved(device.ToParcel(parcel.Token));
        return (tracking, parcel, device);
    }

    private static Task Answer(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    // Until the newest fact has become messages, or none.
    internal static async Task FannedOut(EdgeServer server)
    {
        var newest = (await server.Facts())[^1].Cursor;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await PushClient.Place(server))?.Cursor != newest)
            await Task.Delay(10, patience.Token);
    }

    internal static async Task Due(EdgeServer server, DateTimeOffset moment)
    {
        await FannedOut(server);
        var store = server.Services.GetRequiredService<MessageStore>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await store.NextDue(default) != moment)
            await Task.Delay(10, patience.Token);
    }
}
