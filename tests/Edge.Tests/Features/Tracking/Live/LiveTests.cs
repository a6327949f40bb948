using System.Net;
using Edge.Features.Tracking.Live;
using Edge.Shared.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Edge.Tests.Features.Tracking.Live;

public class LiveTests
{
    private static string Public(Shipment shipment) => $"/s/{shipment.Token}/live";

    private static AppendEventRequest Moved(EdgeServer server) => new(server.Time.GetUtcNow(), Status: Status.InTransit);

    [Fact]
    public async Task Tells_the_public_page_that_something_changed_and_nothing_more()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("LIVE0001");
        var (stream, id) = await LiveStream.Follow(server.Http, Public(shipment));
        using var _ = stream;
        Assert.Equal("text/event-stream", stream.Response.Content.Headers.ContentType!.ToString());
        Assert.Empty(stream.Response.Content.Headers.ContentEncoding);
        Assert.Equal("no-store", stream.Response.Headers.CacheControl!.ToString());
        Assert.Equal("no", stream.Response.Headers.GetValues("X-Accel-Buffering").Single());

        await client.Append(shipment.Id, Moved(server));

        var now = (await client.Read(shipment.Id)).Version;
        Assert.NotEqual(id, $"{now}");
        Assert.Equal([$"id: {now}", "event: change", $"data: {{\"version\":{now}}}"], await stream.NextEvent());
    }

    [Fact]
    public async Task Tells_the_operator_by_id_and_only_about_that_shipment()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var (shipment, other) = (await client.Create("LIVE0001"), await client.Create("LIVE0002"));
        using var driver = await server.ApiKey(Role.Driver);
        var (stream, _) = await LiveStream.Follow(driver, $"{TrackingClient.Root}/{shipment.Id}/live");
        using var end = stream;

        await client.Append(other.Id, Moved(server));
        await client.Append(shipment.Id, Moved(server));

        Assert.Equal($"id: {(await client.Read(shipment.Id)).Version}", (await stream.NextEvent())[0]);
    }

    [Fact]
    public async Task Tells_at_once_who_comes_back_of_what_he_missed()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("LIVE0001");
        var (first, id) = await LiveStream.Follow(server.Http, Public(shipment));
        first.Dispose();
        await client.Append(shipment.Id, Moved(server));
        var now = (await client.Read(shipment.Id)).Version;

        using var stream = await LiveStream.Begin(server.Http, Public(shipment), id);

        Assert.Equal($"id: {now}", (await stream.NextEvent())[0]);
    }

    [Fact]
    public async Task Says_nothing_to_who_has_missed_nothing()
    {
        await using var server = await EdgeServer.Start(("Live:Heartbeat", "1s"));
        var shipment = await new TrackingClient(server).Create("LIVE0001");

        using var stream = await LiveStream.Begin(server.Http, Public(shipment), $"{shipment.Version}");

        Assert.Equal([":"], await stream.Next());
    }

    [Theory]
    [InlineData("")]
    [InlineData("99999999999999999999999999")]
    [InlineData("4711")]
    [InlineData("-1")]
    [InlineData("x")]
    public async Task Tells_who_sends_no_id_of_ours_what_is_true_now(string lastEventId)
    {
        await using var server = await EdgeServer.Start();
        var shipment = await new TrackingClient(server).Create("LIVE0001");

        using var stream = await LiveStream.Begin(server.Http, Public(shipment), lastEventId);

        Assert.Equal($"id: {shipment.Version}", (await stream.NextEvent())[0]);
    }

    [Fact]
    public async Task Refuses_who_may_not_read_and_what_is_not_there()
    {
        await using var server = await EdgeServer.Start();
        var shipment = await new TrackingClient(server).Create("LIVE0001");
        using var driver = await server.ApiKey(Role.Driver);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOf(server.Http, $"{TrackingClient.Root}/{shipment.Id}/live"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusOf(driver, $"{TrackingClient.Root}/{Guid.CreateVersion7()}/live"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusOf(server.Http, "/s/nosuchtoken/live"));
        foreach (var (path, status) in (IEnumerable<(string, HttpStatusCode)>)[
            (Public(shipment), HttpStatusCode.OK), ($"{TrackingClient.Root}/{Guid.CreateVersion7()}/live", HttpStatusCode.NotFound)])
        {
            using var head = await driver.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
            Assert.Equal(status, head.StatusCode);
        }
    }

    [Fact]
    public async Task Takes_so_many_of_one_address_and_so_many_in_all()
    {
        await using var server = await EdgeServer.Start(("Live:Connections", "3"), ("Live:PerCaller", "2"));
        var client = new TrackingClient(server);
        var shipment = await client.Create("LIVE0001");
        var (first, _) = await LiveStream.Follow(server.Http, Public(shipment));
        var (second, _) = await LiveStream.Follow(server.Http, Public(shipment));
        using var driver = await server.ApiKey(Role.Driver);
        using (second)
        {
            using (first)
            {
                Assert.Equal(HttpStatusCode.TooManyRequests, await StatusOf(server.Http, Public(shipment)));
                var (third, _) = await LiveStream.Follow(driver, $"{TrackingClient.Root}/{shipment.Id}/live");
                using var end = third;
                Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusOf(driver, $"{TrackingClient.Root}/{shipment.Id}/live"));
            }
            await Eventually(server, listeners => listeners == 1);
            var (again, _) = await LiveStream.Follow(server.Http, Public(shipment));
            again.Dispose();
        }
        await Eventually(server, listeners => listeners == 0);
    }

    // The sign-in links of a role open sessions of one user.
    [Fact]
    public async Task One_browser_takes_no_streams_of_another_that_is_signed_in_as_the_same_user()
    {
        await using var server = await EdgeServer.Start(("Live:PerCaller", "1"));
        var path = $"{TrackingClient.Root}/{(await new TrackingClient(server).Create("LIVE0001")).Id}/live";
        using var greedy = await server.SignedIn(Role.Operator);
        using var other = await server.SignedIn(Role.Operator);
        var (first, _) = await LiveStream.Follow(greedy, path);
        using var firstEnd = first;
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusOf(greedy, path));

        var (second, _) = await LiveStream.Follow(other, path);

        using var secondEnd = second;
        Assert.Equal(HttpStatusCode.OK, second.Response.StatusCode);
    }

    [Fact]
    public async Task Ends_a_page_after_a_quarter_of_an_hour_so_that_it_shows_again_who_it_is()
    {
        await using var server = await EdgeServer.Start(("Live:Heartbeat", "1s"));
        var shipment = await new TrackingClient(server).Create("LIVE0001");
        var (stream, _) = await LiveStream.Follow(server.Http, Public(shipment));
        using var end = stream;

        server.Time.Advance(TimeSpan.FromMinutes(15));

        Assert.Empty(await stream.NextEvent());
    }

    [Fact]
    public async Task Follows_on_after_everybody_had_left()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("LIVE0001");
        for (var round = 0; round < 3; round++)
        {
            var (stream, _) = await LiveStream.Follow(server.Http, Public(shipment));
            using (stream)
            {
                await client.Append(shipment.Id, Status.InTransit, round);
                Assert.Equal($"id: {(await client.Read(shipment.Id)).Version}", (await stream.NextEvent())[0]);
            }
            await Eventually(server, listeners => listeners == 0);
        }
    }

    [Fact]
    public async Task Ends_every_stream_when_the_process_ends()
    {
        await using var server = await EdgeServer.Start();
        var shipment = await new TrackingClient(server).Create("LIVE0001");
        var (stream, _) = await LiveStream.Follow(server.Http, Public(shipment));
        using var end = stream;

        server.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Empty(await stream.NextEvent());
        Assert.Null(server.Services.GetRequiredService<LiveAudience>().Join("subject", default, null, out _));
    }

    private static async Task<HttpStatusCode> StatusOf(HttpClient http, string path)
    {
        using var stream = await LiveStream.Open(http, path);
        return stream.Response.StatusCode;
    }

    // A closed connection is noticed by the server a moment later.
    private static async Task Eventually(EdgeServer server, Func<int, bool> holds)
    {
        var audience = server.Services.GetRequiredService<LiveAudience>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!holds(audience.Count))
            await Task.Delay(10, patience.Token);
    }
}
