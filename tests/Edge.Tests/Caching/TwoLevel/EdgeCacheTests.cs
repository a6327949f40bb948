using Edge.Caching.TwoLevel;
using Edge.Storage;

namespace Edge.Tests.Caching.TwoLevel;

public class EdgeCacheTests
{
    [Fact]
    public async Task Callers_of_one_key_ask_the_source_once_and_later_ones_not_at_all()
    {
        await using var scene = await CacheScene.Start();
        var gate = new TaskCompletionSource();
        scene.Source = async key =>
        {
            await gate.Task;
            return CacheScene.Thing(key, []);
        };

        var callers = Enumerable.Range(0, 50).Select(_ => scene.Get("a")).ToList();
        gate.SetResult();
        await Task.WhenAll(callers);
        await scene.Get("a");

        Assert.Equal(["a"], scene.Asked);
        Assert.Equal(CacheLevel.Memory, scene.Levels.Last());
        Assert.Equal((1L, 50L), (scene.Family.Counters.Hits(CacheLevel.Memory), scene.Family.Counters.Misses));
    }

    [Fact]
    public async Task A_change_makes_its_own_entries_stale_before_its_writer_hears_of_it()
    {
        await using var scene = await CacheScene.Start();
        await scene.Get("a");
        await scene.Get("b");

        await scene.Change("a");

        Assert.Null(scene.Cache.Find("a"));
        Assert.NotNull(scene.Cache.Find("b"));
        Assert.Equal("a 2", await scene.Get("a"));
        Assert.Equal("a 2", await scene.Get("a"));
    }

    [Fact]
    public async Task A_change_on_another_node_is_found_at_the_next_look()
    {
        await using var scene = await CacheScene.Start();
        await scene.Get("a");
        await scene.Get("b");

        // Behind the back of the node, as another process would.
        await scene.Database.Write($"insert into facts (at, kind, subject, payload) values (0, 'ThingChanged', 'a', '')");
        Assert.NotNull(scene.Cache.Find("a"));
        await scene.Coherence.Look(default);

        Assert.Null(scene.Cache.Find("a"));
        Assert.NotNull(scene.Cache.Find("b"));
    }

    [Fact]
    public async Task What_a_filling_read_before_a_change_is_not_kept()
    {
        await using var scene = await CacheScene.Start();
        var gate = new TaskCompletionSource();
        scene.Source = async key =>
        {
            var value = $"old {scene.Asked.Count}";
            if (scene.Asked.Count == 1)
                await gate.Task;
            return CacheScene.Thing(value, [CacheScene.TagOf(key)]);
        };

        var early = scene.Get("a");
        while (scene.Asked.IsEmpty)
            await Task.Yield();
        await scene.Change("a");
        var late = scene.Get("a");
        gate.SetResult();

        // Who asked before the change may get either; who asked after it, only the new.
        Assert.Equal("old 1", await early);
        Assert.Equal("old 2", await late);
        Assert.Equal("old 2", await scene.Get("a"));
    }

    [Fact]
    public async Task Who_comes_longer_than_the_bound_after_the_source_was_asked_has_it_asked_again()
    {
        await using var scene = await CacheScene.Start(CacheScene.Default with { HardTimeout = TimeSpan.FromSeconds(20) });
        var gate = new TaskCompletionSource();
        scene.Source = async key =>
        {
            var answer = $"answer {scene.Asked.Count}";
            await gate.Task;
            return CacheScene.Thing(answer, [CacheScene.TagOf(key)]);
        };
        var early = scene.Get("a");
        await Eventually(() => !scene.Asked.IsEmpty);
        scene.Coherence.Failed();
        scene.Time.Advance(scene.Options.Staleness + TimeSpan.FromMilliseconds(1));

        var late = scene.Get("a");
        gate.SetResult();

        Assert.Equal("answer 1", await early);
        Assert.Equal("answer 2", await late);
    }

    [Fact]
    public async Task Nothing_is_trusted_for_longer_than_the_bound_after_a_look()
    {
        await using var scene = await CacheScene.Start();
        await scene.Get("a");

        scene.Time.Advance(scene.Options.Staleness);
        Assert.NotNull(scene.Cache.Find("a"));
        scene.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(scene.Cache.Find("a"));

        await scene.Coherence.Look(default);
        Assert.NotNull(scene.Cache.Find("a"));
    }

    [Fact]
    public async Task A_caller_waits_for_the_look_that_makes_entries_trusted_again()
    {
        await using var scene = await CacheScene.Start(CacheScene.Default with { SoftTimeout = TimeSpan.FromSeconds(30) });
        await scene.Get("a");
        scene.Time.Advance(TimeSpan.FromMinutes(0.5));

        var waiting = scene.Get("a");
        Assert.False(waiting.IsCompleted);
        await scene.Coherence.Look(default);

        Assert.Equal("a 1", await waiting);
        Assert.Single(scene.Asked);
    }

    [Fact]
    public async Task More_changes_than_one_can_go_through_make_everything_stale()
    {
        await using var scene = await CacheScene.Start();
        await scene.Get("b");
        await scene.Database.Write($"""
            with recursive n(i) as (select 1 union all select i + 1 from n where i <= {Coherence.MostFacts})
            insert into facts (at, kind, subject, payload) select 0, 'ThingChanged', 'a', '' from n
            """);

        await scene.Coherence.Look(default);

        Assert.Null(scene.Cache.Find("b"));
        await scene.Get("b");
        await scene.Coherence.Look(default);
        Assert.NotNull(scene.Cache.Find("b"));
    }

    [Fact]
    public async Task What_the_source_does_not_have_is_remembered_for_ten_seconds()
    {
        await using var scene = await CacheScene.Start();
        scene.Source = _ => Task.FromResult(Filled.Nothing);

        Assert.Null(await scene.Get("a"));
        Assert.Null(await scene.Get("a"));
        Assert.Single(scene.Asked);
        scene.Time.Advance(TimeSpan.FromSeconds(11));
        await scene.Coherence.Look(default);
        Assert.Null(await scene.Get("a"));

        Assert.Equal(2, scene.Asked.Count);
    }

    [Fact]
    public async Task A_busy_entry_near_its_end_is_fetched_anew_while_it_is_still_given()
    {
        await using var scene = await CacheScene.Start();
        foreach (var _ in Enumerable.Range(0, 5))
            await scene.Get("a");
        scene.Time.Advance(TimeSpan.FromSeconds(50));
        await scene.Coherence.Look(default);

        Assert.Equal("a 1", await scene.Get("a"));
        await Eventually(() => (string?)scene.Memory.Find("a")!.Value == "a 2");

        Assert.Equal("a 2", await scene.Get("a"));
        Assert.Equal(2, scene.Asked.Count);
    }

    [Fact]
    public async Task An_entry_that_nobody_uses_just_ends()
    {
        await using var scene = await CacheScene.Start();
        await scene.Get("a");
        scene.Time.Advance(TimeSpan.FromSeconds(50));
        await scene.Coherence.Look(default);
        await scene.Get("a");

        scene.Time.Advance(TimeSpan.FromSeconds(11));
        await scene.Coherence.Look(default);

        Assert.Null(scene.Cache.Find("a"));
        Assert.Single(scene.Asked);
    }

    [Fact]
    public async Task Warming_loads_what_is_not_there_and_asks_nobody_for_what_is()
    {
        await using var scene = await CacheScene.Start();

        Assert.True(await scene.Cache.Warm(scene.Family, "a", default));
        Assert.True(await scene.Cache.Warm(scene.Family, "a", default));
        Assert.Equal("a 1", await scene.Get("a"));
        scene.Source = _ => Task.FromResult(Filled.Nothing);
        Assert.False(await scene.Cache.Warm(scene.Family, "b", default));
        scene.Source = _ => Task.FromException<Filled>(new StorageUnavailableException("gone"));
        Assert.False(await scene.Cache.Warm(scene.Family, "c", default));

        Assert.Equal(["a", "b", "c"], scene.Asked);
        Assert.Equal(0, scene.Family.Counters.Misses);
    }

    [Fact]
    public async Task A_hit_allocates_nothing()
    {
        await using var scene = await CacheScene.Start();
        await scene.Get("a");
        scene.Cache.Observed = null;
        for (var i = 0; i < 100; i++)
            scene.Cache.Find("a");

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            scene.Cache.Find("a");

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    internal static async Task Eventually(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
            await Task.Delay(5, patience.Token);
    }
}
