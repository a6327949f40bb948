using Edge.Caching.Analytics;
using Edge.Caching.HttpCaching;
using Edge.Caching.TwoLevel;
using Edge.Caching.Warming;
using Edge.Hosting;
using Edge.Storage;
using Edge.Tests.Caching.Tuning;
using Edge.Tests.Features.Tracking;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Caching.Warming;

public class WarmerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task What_was_asked_for_most_is_in_memory_when_the_next_start_is_ready()
    {
        await using var server = await EdgeServer.Start();
        var path = await Hot(server);
        await Worker(server).StopAsync(default);

        await using var next = await EdgeServer.Start(("Storage:Database", server.DatabaseUrl));
        await Ask(next, path);

        using var admin = await CacheAdmin.Of(next);
        var minute = await admin.Minute();
        Assert.True(minute.Memory > 0);
        Assert.Equal(0, minute.Source);
    }

    [Theory]
    [InlineData("Caching:WarmAtStart", "0s")]
    [InlineData("Caching:WarmKeys", "0")]
    public async Task Warming_can_be_switched_off(string setting, string value)
    {
        await using var server = await EdgeServer.Start();
        var path = await Hot(server);
        await Worker(server).Save(default);

        await using var next = await EdgeServer.Start(("Storage:Database", server.DatabaseUrl), (setting, value));
        await Ask(next, path);

        using var admin = await CacheAdmin.Of(next);
        Assert.Equal(1, (await admin.Minute()).Source);
    }

    [Theory]
    [InlineData("nonsense\t\0\nmore")]
    [InlineData("public-view\t/s/nosuchtoken.json\t9\t9:9 \nno-such-family\tkey\t8\t\n")]
    public async Task A_broken_list_and_keys_that_are_gone_do_not_keep_the_service_from_being_ready(string list)
    {
        await using var server = await EdgeServer.Start();
        await server.Services.GetRequiredService<Database>().Write(
            $"insert into cache_hot_keys (id, saved_at, keys) values (1, {server.Time.GetUtcNow()}, {System.Text.Encoding.UTF8.GetBytes(list)})");

        await using var next = await EdgeServer.Start(("Storage:Database", server.DatabaseUrl));

        Assert.True(next.Services.GetRequiredService<Readiness>().IsReady);
    }

    [Fact]
    public async Task Lists_of_several_nodes_are_joined()
    {
        await using var one = await EdgeServer.Start();
        await using var other = await EdgeServer.Start(("Storage:Database", one.DatabaseUrl));
        var (first, second) = (await Hot(one, "AB1"), await Hot(other, "AB2"));
        await Worker(one).Save(default);
        await Worker(other).Save(default);

        var saved = await one.Services.GetRequiredService<HotKeyStore>().Load(default);

        Assert.Equal(new[] { first, second }.Order(), saved.Keys.Select(key => key.Key).Order());
    }

    [Fact]
    public async Task A_source_that_does_not_answer_holds_readiness_up_no_longer_than_allowed()
    {
        await using var server = await EdgeServer.Start();
        await Hot(server);
        await Worker(server).Save(default);
        var asked = new TaskCompletionSource();
        var warmer = Warmer(server, TimeSpan.FromMilliseconds(50), (_, _) =>
        {
            asked.TrySetResult();
            return new TaskCompletionSource<Filled>().Task;
        });

        await warmer.AtStart(default).WaitAsync(Patience);

        await asked.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_signal_to_stop_ends_the_wait_at_once()
    {
        await using var server = await EdgeServer.Start();
        await Hot(server);
        await Worker(server).Save(default);
        using var stopping = new CancellationTokenSource();
        var warmer = Warmer(server, TimeSpan.FromMinutes(1), (_, _) =>
        {
            stopping.Cancel();
            return new TaskCompletionSource<Filled>().Task;
        });

        await warmer.AtStart(stopping.Token).WaitAsync(Patience);
    }

    [Fact]
    public async Task What_an_hour_is_usually_asked_for_is_loaded_once_shortly_before_it()
    {
        await using var server = await EdgeServer.Start();
        var shipment = await new TrackingClient(server).Create("AB1");
        var loads = 0;
        var warmer = Warmer(server, TimeSpan.Zero, (_, _) =>
        {
            Interlocked.Increment(ref loads);
            return Task.FromResult(new Filled("value", 5, [], TimeSpan.FromHours(1)));
        });
        var yesterday = server.Time.GetUtcNow().AddHours(1).AddDays(-1).ToUnixTimeMilliseconds();
        warmer.Learn(new KeyPeriod(yesterday, [new KeyCount(Families.Named(CacheAdmin.Views), $"/s/{shipment.Token}.json", 9, 9)]));

        Assert.Equal(0, await warmer.AheadOfHour(default));
        server.Time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(0, await warmer.AheadOfHour(default));
        server.Time.Advance(TimeSpan.FromSeconds(45));

        Assert.Equal(1, await warmer.AheadOfHour(default));
        Assert.Equal(0, await warmer.AheadOfHour(default));
        server.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, await warmer.AheadOfHour(default));
        Assert.Equal(1, loads);
    }

    [Fact]
    public async Task Each_half_hour_is_learnt_when_it_ends()
    {
        await using var server = await EdgeServer.Start();
        var path = await Hot(server);
        var warmer = server.Services.GetRequiredService<Warmer>();
        await Worker(server).Tick(default);
        Assert.Empty(warmer.Known.Keys);

        server.Time.Advance(TimeSpan.FromMinutes(30));
        await Worker(server).Tick(default);

        Assert.Equal([path], warmer.Known.Keys.Select(key => key.Key));
    }

    private static AnalyticsWorker Worker(EdgeServer server) => server.Services.GetRequiredService<AnalyticsWorker>();

    // A warmer of its own over a cache whose source the test is.
    private static Warmer Warmer(EdgeServer server, TimeSpan atStart, Func<string, CancellationToken, Task<Filled>> fill)
    {
        CacheFamily[] families = [new CacheFamily(CacheAdmin.Views, CachePolicy.Public, new CacheSource(fill, null, null))];
        var cache = ActivatorUtilities.CreateInstance<EdgeCache>(
            server.Services, new MemoryLevel(1 << 20), (IEnumerable<CacheFamily>)families);
        return ActivatorUtilities.CreateInstance<Warmer>(server.Services, cache, new WarmingOptions(atStart, Keys: 10));
    }

    /// <returns>The path of a view that was asked for three times.</returns>
    private static async Task<string> Hot(EdgeServer server, string number = "AB1")
    {
        var shipment = await new TrackingClient(server).Create(number);
        for (var i = 0; i < 3; i++)
            await Ask(server, $"/s/{shipment.Token}.json");
        return $"/s/{shipment.Token}.json";
    }

    private static async Task Ask(EdgeServer server, string path) => (await server.Http.GetAsync(path)).EnsureSuccessStatusCode();
}
