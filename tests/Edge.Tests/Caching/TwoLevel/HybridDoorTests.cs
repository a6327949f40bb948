using Edge.Caching.TwoLevel;
using Edge.Shared.Contracts;
using Edge.Tests.Storage.Redis;
using Microsoft.Extensions.Caching.Hybrid;

namespace Edge.Tests.Caching.TwoLevel;

/// <summary>What features see that know the framework's abstract class only.</summary>
public class HybridDoorTests
{
    [Fact]
    public async Task A_value_is_made_once_and_made_anew_after_its_tag_its_key_or_everything_was_removed()
    {
        await using var scene = await CacheScene.Start();
        HybridCache cache = scene.Cache;
        var made = 0;
        ValueTask<string> Make(CancellationToken _) => ValueTask.FromResult($"value {++made}");

        Assert.Equal("value 1", await cache.GetOrCreateAsync("k", Make, tags: ["red", "blue"]));
        Assert.Equal("value 1", await cache.GetOrCreateAsync("k", Make, tags: ["red", "blue"]));
        await cache.RemoveByTagAsync("green");
        Assert.Equal("value 1", await cache.GetOrCreateAsync("k", Make, tags: ["red", "blue"]));
        await cache.RemoveByTagAsync("blue");
        Assert.Equal("value 2", await cache.GetOrCreateAsync("k", Make, tags: ["red", "blue"]));
        await cache.RemoveAsync("k");
        Assert.Equal("value 3", await cache.GetOrCreateAsync("k", Make));
        await cache.RemoveByTagAsync("*");
        Assert.Equal("value 4", await cache.GetOrCreateAsync("k", Make));
    }

    [Fact]
    public async Task A_removal_on_one_node_is_one_on_all()
    {
        await using var first = await CacheScene.Start();
        await using var second = await CacheScene.Start(with: first);
        await second.Cache.GetOrCreateAsync("k", _ => ValueTask.FromResult("old"), tags: ["red"]);

        await first.Cache.RemoveByTagAsync("red");
        await second.Coherence.Look(default);

        Assert.Equal("new", await second.Cache.GetOrCreateAsync("k", _ => ValueTask.FromResult("new"), tags: ["red"]));
    }

    [Fact]
    public async Task A_value_that_was_set_is_given_until_it_expires()
    {
        await using var scene = await CacheScene.Start();
        HybridCache cache = scene.Cache;

        await cache.SetAsync("k", 1, new HybridCacheEntryOptions { Expiration = TimeSpan.FromSeconds(60) });
        await cache.SetAsync("k", 2, new HybridCacheEntryOptions { Expiration = TimeSpan.FromSeconds(60) });
        Assert.Equal(2, await cache.GetOrCreateAsync("k", _ => ValueTask.FromResult(3)));
        scene.Time.Advance(TimeSpan.FromSeconds(61));
        await scene.Coherence.Look(default);

        Assert.Equal(3, await cache.GetOrCreateAsync("k", _ => ValueTask.FromResult(3)));
    }

    [Fact]
    public async Task Without_underlying_data_nothing_is_made()
    {
        await using var scene = await CacheScene.Start();
        var only = new HybridCacheEntryOptions { Flags = HybridCacheEntryFlags.DisableUnderlyingData };

        Assert.Null(await scene.Cache.GetOrCreateAsync("k", _ => ValueTask.FromResult("made"), only));
        await scene.Cache.SetAsync("k", "set");
        Assert.Equal("set", await scene.Cache.GetOrCreateAsync("k", _ => ValueTask.FromResult("made"), only));
    }

    [Fact]
    public async Task Objects_that_a_JSON_context_knows_and_bytes_travel_to_other_nodes()
    {
        await using var redis = await RedisServer.Start();
        await using var first = await CacheScene.Start(redis: redis.Url);
        await using var second = await CacheScene.Start(redis: redis.Url, with: first);
        var followed = new Followed("token", "/s/token");
        await first.Cache.GetOrCreateAsync("object", _ => ValueTask.FromResult(followed));
        await first.Cache.GetOrCreateAsync("bytes", _ => ValueTask.FromResult(new byte[] { 1, 2, 3 }));
        await EdgeCacheTests.Eventually(() => Keys(redis).Result == 2);

        Assert.Equal(followed, await second.Cache.GetOrCreateAsync("object", _ => ValueTask.FromResult(new Followed("other", ""))));
        Assert.Equal([1, 2, 3], await second.Cache.GetOrCreateAsync("bytes", _ => ValueTask.FromResult(Array.Empty<byte>())));
        Assert.Equal([CacheLevel.Redis, CacheLevel.Redis], second.Levels);
    }

    [Fact]
    public async Task What_it_does_not_do_it_says()
    {
        await using var scene = await CacheScene.Start();
        var options = new HybridCacheEntryOptions { Flags = HybridCacheEntryFlags.DisableLocalCacheRead };

        await Assert.ThrowsAsync<NotSupportedException>(() => scene.Cache.GetOrCreateAsync("k", _ => ValueTask.FromResult("v"), options).AsTask());
    }

    private static async Task<int> Keys(RedisServer redis) =>
        (await redis.Ask("KEYS edge:c:*")).Split("\r\n").Count(line => line.StartsWith("edge:", StringComparison.Ordinal));
}
