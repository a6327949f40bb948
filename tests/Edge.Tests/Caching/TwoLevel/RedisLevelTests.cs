using Edge.Caching.TwoLevel;
using Edge.Tests.Storage.Redis;

namespace Edge.Tests.Caching.TwoLevel;

/// <summary>Two nodes, one database, one real Redis.</summary>
public class RedisLevelTests
{
    [Fact]
    public async Task A_node_takes_what_another_has_filled()
    {
        await using var redis = await RedisServer.Start();
        await using var first = await CacheScene.Start(redis: redis.Url);
        await using var second = await CacheScene.Start(redis: redis.Url, with: first);
        await Shared(first, "a");

        Assert.Equal("a 1", await second.Get("a"));

        Assert.Empty(second.Asked);
        Assert.Equal([CacheLevel.Redis], second.Levels);
        Assert.Equal((1L, 0L), (second.Family.Counters.Hits(CacheLevel.Redis), second.Family.Counters.Misses));
        await second.Get("a");
        Assert.Equal(CacheLevel.Memory, second.Levels.Last());
    }

    [Fact]
    public async Task What_a_node_knows_to_have_changed_it_does_not_take()
    {
        await using var redis = await RedisServer.Start();
        await using var first = await CacheScene.Start(redis: redis.Url);
        await using var second = await CacheScene.Start(redis: redis.Url, with: first);
        await Shared(first, "a");

        await second.Change("a");

        // Nobody has deleted it: both nodes know by themselves, the one that made the change without any look.
        Assert.Equal("a 1", await second.Get("a"));
        Assert.Single(second.Asked);
        await first.Coherence.Look(default);
        Assert.NotEqual(CacheLevel.Memory, (await first.Cache.Get(first.Family, "a", default)).Level);
    }

    [Fact]
    public async Task What_was_filled_after_a_change_is_taken_by_those_who_know_of_it()
    {
        await using var redis = await RedisServer.Start();
        await using var first = await CacheScene.Start(redis: redis.Url);
        await using var second = await CacheScene.Start(redis: redis.Url, with: first);
        await first.Change("a");
        await first.LookSettled();
        await second.LookSettled();
        await Shared(first, "a");

        await second.Get("a");

        Assert.Equal([CacheLevel.Redis], second.Levels);
    }

    [Fact]
    public async Task A_node_that_starts_takes_what_was_there_unless_facts_say_otherwise()
    {
        await using var redis = await RedisServer.Start();
        await using var first = await CacheScene.Start(redis: redis.Url);
        await Look(first, change: "c");
        await Shared(first, "a");
        await Shared(first, "b");
        await first.Change("b");

        await using var second = await CacheScene.Start(redis: redis.Url, with: first);
        await second.Get("a");
        await second.Get("b");

        Assert.Equal(["b"], second.Asked);
    }

    [Fact]
    public async Task What_the_source_does_not_have_is_shared_too()
    {
        await using var redis = await RedisServer.Start();
        await using var first = await CacheScene.Start(redis: redis.Url);
        await using var second = await CacheScene.Start(redis: redis.Url, with: first);
        first.Source = _ => Task.FromResult(Filled.Nothing);
        await Shared(first, "a");

        Assert.Null(await second.Get("a"));
        Assert.Empty(second.Asked);
    }

    [Fact]
    public async Task While_one_node_asks_the_source_the_other_waits_for_what_it_gets()
    {
        await using var redis = await RedisServer.Start();
        await using var first = await CacheScene.Start(redis: redis.Url);
        await using var second = await CacheScene.Start(redis: redis.Url, with: first);
        first.Source = async key =>
        {
            await Task.Delay(60);
            return CacheScene.Thing("from the first", [CacheScene.TagOf(key)]);
        };

        var filling = first.Get("a");
        await EdgeCacheTests.Eventually(() => !first.Asked.IsEmpty);
        var waiting = second.Get("a");

        Assert.Equal("from the first", await filling);
        Assert.Equal("from the first", await waiting);
        Assert.Empty(second.Asked);
    }

    [Fact]
    public async Task A_node_that_died_with_the_lock_holds_nobody_up_for_long()
    {
        await using var redis = await RedisServer.Start();
        await using var first = await CacheScene.Start(redis: redis.Url);
        await using var second = await CacheScene.Start(CacheScene.Default with { SoftTimeout = TimeSpan.FromSeconds(1), HardTimeout = TimeSpan.FromSeconds(20) }, redis.Url, first);
        first.Source = _ => new TaskCompletionSource<Filled>().Task;
        var dead = Assert.ThrowsAsync<Edge.Storage.StorageUnavailableException>(() => first.Get("a"));
        await EdgeCacheTests.Eventually(() => !first.Asked.IsEmpty);

        // The clock of the scene stands still, so waiting for the lock ends with the lock's own life.
        Assert.Equal("a 1", await second.Get("a").WaitAsync(TimeSpan.FromSeconds(20)));
        await dead;
    }

    [Fact]
    public async Task Bytes_that_are_no_entry_are_as_good_as_none()
    {
        await using var redis = await RedisServer.Start();
        await using var first = await CacheScene.Start(redis: redis.Url);
        await using var second = await CacheScene.Start(redis: redis.Url, with: first);
        await Shared(first, "a");
        foreach (var key in (await redis.Ask("KEYS edge:c:*")).Split("\r\n").Where(line => line.StartsWith("edge:", StringComparison.Ordinal)))
            await redis.Ask($"SET {key} rubbish");

        Assert.Equal("a 1", await second.Get("a"));
        Assert.Single(second.Asked);
    }

    [Fact]
    public async Task A_Redis_that_hangs_or_is_gone_costs_a_moment_and_nothing_else()
    {
        await using var redis = await RedisServer.Start();
        await using var scene = await CacheScene.Start(redis: redis.Url);
        await Shared(scene, "a");

        await redis.Pause();
        Assert.Equal("b 1", await scene.Get("b"));
        Assert.Equal("c 1", await scene.Get("c"));
        await redis.Continue();
        await redis.Kill();
        scene.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("d 1", await scene.Get("d"));
        Assert.Equal("a 1", await scene.Get("a"));
    }

    [Fact]
    public async Task A_node_that_cannot_look_at_the_facts_does_not_take_what_it_cannot_judge()
    {
        await using var redis = await RedisServer.Start();
        await using var first = await CacheScene.Start(redis: redis.Url);
        await using var second = await CacheScene.Start(redis: redis.Url, with: first);
        await Shared(first, "a");
        Blind(second);
        second.Source = key => Task.FromResult(CacheScene.Thing("changed meanwhile", [CacheScene.TagOf(key)]));

        Assert.Equal("changed meanwhile", await second.Get("a"));

        Assert.Equal([CacheLevel.Source], second.Levels);
    }

    [Fact]
    public async Task Without_the_database_what_another_node_has_filled_is_given_as_stale_and_is_true_again_after_a_look()
    {
        await using var redis = await RedisServer.Start();
        await using var first = await CacheScene.Start(redis: redis.Url);
        await using var second = await CacheScene.Start(redis: redis.Url, with: first);
        await Shared(first, "a");
        Blind(second);
        second.Source = _ => Task.FromException<Filled>(new Edge.Storage.StorageUnavailableException("gone"));

        Assert.Equal("a 1", await second.Get("a"));
        Assert.Equal("a 1", await second.Get("a"));
        await second.Coherence.Look(default);
        Assert.Equal("a 1", await second.Get("a"));

        Assert.Equal([CacheLevel.Stale, CacheLevel.Stale, CacheLevel.Memory], second.Levels);
        Assert.Single(second.Asked);
    }

    // It cannot look at the facts, for longer than the bound allows to trust the last look.
    private static void Blind(CacheScene scene)
    {
        scene.Coherence.Failed();
        scene.Time.Advance(scene.Options.Staleness + TimeSpan.FromMilliseconds(1));
    }

    private static async Task Look(CacheScene scene, string change)
    {
        await scene.Change(change);
        await scene.LookSettled();
    }

    // Sharing comes after the answer.
    private static async Task Shared(CacheScene scene, string key)
    {
        await scene.Get(key);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await scene.Redis!.Find(key) is null)
            await Task.Delay(5, patience.Token);
    }
}
