using Edge.Caching.TwoLevel;
using Edge.Storage;

namespace Edge.Tests.Caching.TwoLevel;

/// <summary>What is given while the source is slow, or gone.</summary>
public class FailSafeTests
{
    [Fact]
    public async Task A_slow_source_is_not_waited_for_when_there_is_something_that_was_good_and_goes_on_in_the_background()
    {
        await using var scene = await CacheScene.Start();
        await scene.Get("a");
        await Expire(scene);
        var gate = Hang(scene);

        Assert.Equal("a 1", await scene.Get("a"));
        Assert.Equal(CacheLevel.Stale, scene.Levels.Last());
        gate.SetResult();
        await EdgeCacheTests.Eventually(() => scene.Cache.Find("a") is not null);

        Assert.Equal("new", await scene.Get("a"));
    }

    [Fact]
    public async Task A_slow_source_is_waited_for_when_what_there_is_is_known_to_have_changed()
    {
        await using var scene = await CacheScene.Start();
        await scene.Get("a");
        await scene.Change("a");
        var gate = Hang(scene);

        var waiting = scene.Get("a");
        await Task.Delay(scene.Options.SoftTimeout * 3);
        Assert.False(waiting.IsCompleted);
        gate.SetResult();

        Assert.Equal("new", await waiting);
    }

    [Fact]
    public async Task With_nothing_to_give_a_caller_waits_for_the_hard_timeout_and_the_next_one_finds_what_came_after_all()
    {
        await using var scene = await CacheScene.Start(CacheScene.Default with { HardTimeout = TimeSpan.FromMilliseconds(30) });
        var gate = Hang(scene);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => scene.Get("a"));
        gate.SetResult();
        await EdgeCacheTests.Eventually(() => scene.Cache.Find("a") is not null);

        Assert.Equal("new", await scene.Get("a"));
        Assert.Single(scene.Asked);
    }

    [Fact]
    public async Task A_source_that_fails_is_spared_while_something_older_can_be_given()
    {
        await using var scene = await CacheScene.Start();
        await scene.Get("a");
        await Expire(scene);
        scene.Source = _ => Task.FromException<Filled>(new StorageUnavailableException("gone"));

        for (var i = 0; i < 20; i++)
            Assert.Equal("a 1", await scene.Get("a"));
        Assert.Equal(2, scene.Asked.Count);
        scene.Time.Advance(scene.Options.RetryAfter);
        await scene.Get("a");

        Assert.Equal(3, scene.Asked.Count);
        Assert.Equal(2, scene.Family.Counters.Failures);
        Assert.Equal(21, scene.Family.Counters.Hits(CacheLevel.Stale));
    }

    [Fact]
    public async Task Without_the_database_entries_are_given_for_as_long_as_the_second_bound_and_no_longer()
    {
        await using var scene = await CacheScene.Start();
        await scene.Get("a");
        scene.Coherence.Failed();
        scene.Source = _ => Task.FromException<Filled>(new StorageUnavailableException("gone"));

        scene.Time.Advance(scene.Options.StaleAtMost);
        Assert.Equal("a 1", await scene.Get("a"));
        scene.Time.Advance(TimeSpan.FromMilliseconds(1));

        await Assert.ThrowsAsync<StorageUnavailableException>(() => scene.Get("a"));
    }

    [Fact]
    public async Task What_is_known_to_have_changed_is_given_when_the_source_fails_and_counted_from_when_it_was_filled()
    {
        await using var scene = await CacheScene.Start();
        await scene.Get("a");
        scene.Time.Advance(scene.Options.StaleAtMost / 2);
        await scene.Coherence.Look(default);
        await scene.Change("a");
        scene.Source = _ => Task.FromException<Filled>(new StorageUnavailableException("gone"));

        Assert.Equal("a 1", await scene.Get("a"));
        scene.Time.Advance(scene.Options.StaleAtMost / 2);
        await scene.Coherence.Look(default);
        Assert.Equal("a 1", await scene.Get("a"));
        scene.Time.Advance(TimeSpan.FromSeconds(2));
        await scene.Coherence.Look(default);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => scene.Get("a"));
    }

    [Fact]
    public async Task A_fault_in_the_filling_is_no_outage()
    {
        await using var scene = await CacheScene.Start();
        scene.Source = _ => throw new FormatException("a slip");

        var told = await Assert.ThrowsAsync<InvalidOperationException>(() => scene.Get("a"));

        Assert.IsType<FormatException>(told.InnerException);
        scene.Source = null;
        Assert.Equal("a 2", await scene.Get("a"));
    }

    private static async Task Expire(CacheScene scene)
    {
        scene.Time.Advance(TimeSpan.FromMinutes(2));
        await scene.Coherence.Look(default);
    }

    private static TaskCompletionSource Hang(CacheScene scene)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        scene.Source = async key =>
        {
            await gate.Task;
            return CacheScene.Thing("new", [CacheScene.TagOf(key)]);
        };
        return gate;
    }
}
