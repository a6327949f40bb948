using Edge.Storage.Redis;
using static Edge.Tests.Storage.Redis.TestRedis;

namespace Edge.Tests.Storage.Redis;

public sealed class RedisSubscriptionTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private RedisServer server = null!;
    private TestRedis redis = null!;

    public async Task InitializeAsync()
    {
        server = await RedisServer.Start();
        redis = new TestRedis(server.Url);
    }

    public void Dispose() => redis.Dispose();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task A_message_reaches_every_listener_of_its_channel_beside_answers()
    {
        using var first = redis.Client.Subscribe("news");
        using var second = redis.Client.Subscribe("news");
        using var other = redis.Client.Subscribe("weather");
        await using var listeners = new Listeners(first, second, other);
        await listeners.Resumed();

        Assert.Equal(1, await redis.Client.Publish("news", Bytes("hello")));
        Assert.Null(await redis.Client.Get(Bytes("key")));
        await redis.Client.Publish("weather", Bytes("rain"));

        Assert.Equal(["hello", "hello", "rain"], [await listeners[0].Next(), await listeners[1].Next(), await listeners[2].Next()]);
    }

    [Fact]
    public async Task Messages_keep_their_order_and_answers_theirs()
    {
        using var subscription = redis.Client.Subscribe("news");
        await using var listeners = new Listeners(subscription);
        await listeners.Resumed();

        var published = Enumerable.Range(0, 1000).Select(i => redis.Client.Publish("news", Bytes($"{i}")).AsTask()).ToList();
        var counts = await Task.WhenAll(published);

        Assert.All(counts, count => Assert.Equal(1, count));
        for (var i = 0; i < 1000; i++)
            Assert.Equal($"{i}", await listeners[0].Next());
    }

    [Fact]
    public async Task After_a_reconnect_listeners_know_that_they_missed_something_and_hear_again()
    {
        using var subscription = redis.Client.Subscribe("news");
        await using var listeners = new Listeners(subscription);
        await listeners.Resumed();

        await server.Kill();
        Assert.Equal("INTERRUPTED", await listeners[0].Next());
        await server.Run();
        Assert.Equal("RESUMED", await listeners[0].Next());

        await Eventually(() => redis.Client.Publish("news", Bytes("again")));
        Assert.Equal("again", await listeners[0].Next());
    }

    [Fact]
    public async Task A_subscription_made_while_Redis_is_gone_comes_into_force_with_it()
    {
        await server.Kill();
        using var subscription = redis.Client.Subscribe("news");
        await Assert.ThrowsAsync<RedisUnavailableException>(async () => await redis.Client.Ping());

        await server.Run();

        await using var listener = new Listener(subscription);
        Assert.Equal("RESUMED", await listener.Next());
    }

    [Fact]
    public async Task A_listener_that_left_hears_nothing_and_the_channel_ends_with_the_last()
    {
        var leaving = redis.Client.Subscribe("news");
        using var staying = redis.Client.Subscribe("news");
        await using var listeners = new Listeners(leaving, staying);
        await listeners.Resumed();

        leaving.Dispose();
        Assert.Equal(1, await redis.Client.Publish("news", Bytes("one")));
        staying.Dispose();
        Assert.Equal(0, await redis.Client.Publish("news", Bytes("two")));

        using var back = redis.Client.Subscribe("news");
        await using var listener = new Listener(back);
        Assert.Equal("RESUMED", await listener.Next());
        Assert.Equal(1, await redis.Client.Publish("news", Bytes("three")));
        Assert.Equal("three", await listener.Next());
    }

    [Fact]
    public async Task A_listener_that_does_not_read_holds_nobody_up_and_is_told_to_forget()
    {
        using var lazy = redis.Client.Subscribe("news");
        await using var listener = new Listener(lazy);
        Assert.Equal("RESUMED", await listener.Next());

        for (var i = 0; i <= RedisSubscription.MaxNotices + 10; i++)
            await redis.Client.Publish("news", Bytes($"{i}"));
        Assert.Null(await redis.Client.Get(Bytes("key")));

        Assert.Equal("INTERRUPTED", await listener.Next());
        Assert.Equal("RESUMED", await listener.Next());
        await redis.Client.Publish("news", Bytes("last"));
        Assert.Equal($"{RedisSubscription.MaxNotices + 1}", await listener.Next());
        Assert.Equal(RedisSubscription.MaxNotices + 10, RedisSubscription.MaxNotices + 1 + (await listener.Until("last")).Count);
    }

    [Fact]
    public async Task A_change_to_a_tracked_key_is_heard_whoever_made_it()
    {
        using var subscription = redis.Client.Track("cache:");
        using var second = redis.Client.Track("flag:");
        await using var listeners = new Listeners(subscription, second);
        await listeners.Resumed();

        await redis.Client.Set(Bytes("cache:own"), Bytes("x"), Minute);
        await redis.Client.Set(Bytes("else:where"), Bytes("x"), Minute);
        await server.Ask("SET cache:foreign 1");
        await redis.Client.Delete(Bytes("cache:own"));
        await redis.Client.Set(Bytes("flag:one"), Bytes("x"), Minute);

        Assert.Equal(["cache:own", "cache:foreign", "cache:own"], [await listeners[0].Next(), await listeners[0].Next(), await listeners[0].Next()]);
        Assert.Equal("flag:one", await listeners[1].Next());
    }

    [Fact]
    public async Task An_expired_key_is_heard_of()
    {
        using var subscription = redis.Client.Track("cache:");
        await using var listeners = new Listeners(subscription);
        await listeners.Resumed();

        await redis.Client.Set(Bytes("cache:short"), Bytes("x"), TimeSpan.FromMilliseconds(20));

        Assert.Equal(["cache:short", "cache:short"], [await listeners[0].Next(), await listeners[0].Next()]);
    }

    [Fact]
    public async Task Flushing_the_database_and_reconnecting_both_say_that_everything_may_have_changed()
    {
        using var subscription = redis.Client.Track("cache:");
        await using var listeners = new Listeners(subscription);
        await listeners.Resumed();

        await server.Ask("FLUSHALL");
        Assert.Equal(["INTERRUPTED", "RESUMED"], [await listeners[0].Next(), await listeners[0].Next()]);
        await server.Kill();
        await server.Run();
        Assert.Equal(["INTERRUPTED", "RESUMED"], [await listeners[0].Next(), await listeners[0].Next()]);

        await Eventually(async () => await redis.Client.SetIfAbsent(Bytes("cache:key"), Bytes("x"), Minute));
        Assert.Equal("cache:key", await listeners[0].Next());
    }

    [Fact]
    public async Task A_second_listener_of_a_prefix_and_one_that_comes_back_hear_too()
    {
        var first = redis.Client.Track("cache:");
        await using var listeners = new Listeners(first);
        await listeners.Resumed();
        first.Dispose();

        using var second = redis.Client.Track("cache:");
        await using var listener = new Listener(second);
        Assert.Equal("RESUMED", await listener.Next());
        await redis.Client.Set(Bytes("cache:key"), Bytes("x"), Minute);
        Assert.Equal("cache:key", await listener.Next());
    }

    private sealed class Listeners(params RedisSubscription[] subscriptions) : IAsyncDisposable
    {
        private readonly Listener[] all = [.. subscriptions.Select(subscription => new Listener(subscription))];

        public Listener this[int index] => all[index];

        public async Task Resumed()
        {
            foreach (var listener in all)
                Assert.Equal("RESUMED", await listener.Next());
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var listener in all)
                await listener.DisposeAsync();
        }
    }
}
