using System.Net;
using System.Text.Json;
using Edge.Caching.Cdn;
using Edge.Caching.HttpCaching;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Facts;
using Edge.Tests.Features.Tracking;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Caching.Cdn;

/// <summary>From a fact to a purge at a server in Varnish's place.</summary>
public class PurgeTests
{
    private const string Secret = "of-these-tests";
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_change_purges_the_tag_that_the_answer_carries_and_nothing_else()
    {
        await using var varnish = await FakeCdn.Varnish();
        await using var server = await Start(varnish);
        var client = new TrackingClient(server);
        await varnish.Wait(1);
        var changed = await client.Create("PURGED1");
        var other = await client.Create("PURGED2");
        await Reached(server, (await server.Facts())[^1].Cursor);

        await client.Append(changed.Id, new AppendEventRequest(FakeTime.Noon, Status.InTransit));
        await Reached(server, (await server.Facts())[^1].Cursor);
        var purged = varnish.Received.Last().Header("X-Edge-Purge");

        Assert.Equal($"{purged} edge", await Tags(server, changed));
        Assert.NotEqual($"{purged} edge", await Tags(server, other));
        Assert.DoesNotContain(changed.Id.ToString("N"), purged, StringComparison.OrdinalIgnoreCase);
        Assert.Matches("^[0-9a-f]{20}$", purged);
    }

    [Fact]
    public async Task The_first_start_drops_everything_once()
    {
        await using var varnish = await FakeCdn.Varnish();
        await using var server = await Start(varnish);
        Assert.Equal("edge", (await varnish.Wait(1))[0].Header("X-Edge-Purge"));

        var store = server.Services.GetRequiredService<PurgeStore>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await store.Find("varnish", default))?.Edition != server.Services.GetRequiredService<Edition>().Mark)
            await Task.Delay(5, patience.Token);
        Assert.Single(varnish.Received);
    }

    [Fact]
    public async Task Many_changes_of_one_shipment_are_one_purge()
    {
        await using var varnish = await FakeCdn.Varnish();
        var isOpen = new TaskCompletionSource();
        await using var server = await Start(varnish);
        await varnish.Wait(1);
        var client = new TrackingClient(server);
        var shipment = await client.Create("PURGED1");
        await Reached(server, (await server.Facts())[^1].Cursor);
        varnish.Reply = async (_, http) =>
        {
            await isOpen.Task;
            http.Response.Headers["X-Edge-Purged"] = "1";
        };
        for (var i = 0; i < 30; i++)
            await client.Append(shipment.Id, new AppendEventRequest(FakeTime.Noon.AddMinutes(i), Status.InTransit));
        isOpen.SetResult();

        await Reached(server, (await server.Facts())[^1].Cursor);

        Assert.InRange(varnish.Received.Count, 2, 6);
        Assert.All(varnish.Received.Skip(1), one => Assert.DoesNotContain(' ', one.Header("X-Edge-Purge")));
    }

    [Fact]
    public async Task A_refused_purge_is_tried_again_and_health_tells_of_it()
    {
        var refusals = 3;
        await using var varnish = await FakeCdn.Start((_, http) =>
        {
            if (Interlocked.Decrement(ref refusals) >= 0)
                http.Response.StatusCode = 503;
            else
                http.Response.Headers["X-Edge-Purged"] = "1";
            return Task.CompletedTask;
        });
        await using var server = await Start(varnish);

        await varnish.Wait(1);
        var told = await Health(server);
        await varnish.Wait(4);

        Assert.Contains("varnish", told, StringComparison.Ordinal);
        Assert.All(await varnish.Wait(4), one => Assert.Equal("edge", one.Header("X-Edge-Purge")));
    }

    [Fact]
    public async Task A_cache_that_cannot_be_reached_degrades_health_and_hinders_nothing()
    {
        await using var server = await EdgeServer.Start(("Caching:Varnish", "http://127.0.0.1:1"), ("Caching:VarnishSecret", Secret));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!(await Health(server)).Contains("Connection refused", StringComparison.Ordinal))
            await Task.Delay(50, patience.Token);

        using var answer = await server.Http.GetAsync("/health");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("degraded", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, await Health(server), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await new TrackingClient(server).Get($"/s/{(await new TrackingClient(server).Create("PURGED1")).Token}.json")).Status);
    }

    [Fact]
    public async Task Only_one_node_is_at_it_until_its_time_is_over()
    {
        await using var server = await EdgeServer.Start();
        var store = new PurgeStore(server.Services.GetRequiredService<Database>(), server.Time);

        var first = await store.Claim("varnish", "one", Lease, default);
        Assert.NotNull(first);
        Assert.Null(await store.Claim("varnish", "two", Lease, default));
        Assert.NotNull(await store.Claim("fastly", "two", Lease, default));
        server.Time.Advance(Lease);
        Assert.NotNull(await store.Claim("varnish", "two", Lease, default));

        // One that was taken from moves nothing any more.
        await store.Save("varnish", "one", first with { Purged = new FactCursor(9, 9) }, Lease, default);
        Assert.Equal(default, (await store.Find("varnish", default))!.Purged);
        await store.Release("varnish", "two", default);
        Assert.NotNull(await store.Claim("varnish", "one", Lease, default));
    }

    [Fact]
    public async Task What_is_stored_is_what_is_found()
    {
        await using var server = await EdgeServer.Start();
        var store = new PurgeStore(server.Services.GetRequiredService<Database>(), server.Time);
        var state = new PurgeState("e", new FactCursor(1, 2), new FactCursor(3, 4), new FactCursor(5, 6), FakeTime.Noon);
        await store.Claim("azure", "one", Lease, default);

        await store.Save("azure", "one", state, Lease, default);

        Assert.Equal(state, await store.Find("azure", default));
    }

    [Fact]
    public void A_repetition_ends_where_things_were_purged_when_it_was_decided()
    {
        var none = new PurgeState("", default, default, default, default);
        var one = none.AfterPurge(new FactCursor(7, 10), FakeTime.Noon);
        var two = one.AfterPurge(new FactCursor(8, 2), FakeTime.Noon.AddSeconds(3));

        Assert.False(none.OwesRepetition);
        Assert.Equal((new FactCursor(7, 10), FakeTime.Noon), (two.Mark, two.MarkedAt));
        Assert.True(two.IsMarked(new FactCursor(7, 10)) && two.IsMarked(new FactCursor(6, 99)));
        Assert.False(two.IsMarked(new FactCursor(7, 11)) || two.IsMarked(new FactCursor(8, 1)));
        var again = two.AfterRepetition(FakeTime.Noon.AddSeconds(9));
        Assert.Equal((new FactCursor(7, 10), new FactCursor(8, 2), FakeTime.Noon.AddSeconds(9)), (again.Again, again.Mark, again.MarkedAt));
        Assert.False(again.AfterRepetition(FakeTime.Noon).OwesRepetition);
    }

    [Fact]
    public async Task A_cache_that_knows_no_tags_is_told_the_path_unless_the_shipment_is_gone()
    {
        await using var server = await EdgeServer.Start();
        var shipment = await new TrackingClient(server).Create("PURGED1");
        var paths = server.Services.GetServices<PublicPaths>().Single();

        string[] subjects = [$"shipment:{shipment.Id}", $"shipment:{Guid.NewGuid()}", "shipment:x", "carrier:1"];

        Assert.Equal($"/s/{shipment.Token}.json", Assert.Single(await paths.Find(server.Services, subjects, default)));
    }

    // Settings that are named later win.
    private static Task<EdgeServer> Start(FakeCdn varnish, params (string, string)[] settings) => EdgeServer.Start(
        [("Caching:Varnish", varnish.Url.AbsoluteUri), ("Caching:VarnishSecret", Secret), ("Caching:PurgeAgainAfter", "0s"), .. settings]);

    private static async Task Reached(EdgeServer server, FactCursor cursor)
    {
        var store = server.Services.GetRequiredService<PurgeStore>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await store.Find("varnish", default))?.Purged != cursor)
            await Task.Delay(5, patience.Token);
    }

    private static async Task<string> Tags(EdgeServer server, Shipment shipment)
    {
        using var answer = await server.Http.GetAsync($"/s/{shipment.Token}.json");
        return string.Join(',', answer.Headers.GetValues("xkey"));
    }

    private static async Task<string> Health(EdgeServer server)
    {
        using var health = JsonDocument.Parse(await server.Admin.GetStringAsync("/health/detailed"));
        return health.RootElement.GetProperty("components").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "cdn").GetRawText();
    }
}
