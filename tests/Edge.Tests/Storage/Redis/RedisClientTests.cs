using Edge.Storage.Redis;
using static Edge.Tests.Storage.Redis.TestRedis;

namespace Edge.Tests.Storage.Redis;

public sealed class RedisClientTests : IAsyncLifetime, IDisposable
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

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70_000)]
    [InlineData(5_000_000)]
    public async Task A_value_comes_back_as_it_was_set(int length)
    {
        var value = new byte[length];
        Random.Shared.NextBytes(value);

        await redis.Client.Set(Bytes("key"), value, Minute);

        Assert.Equal(value, await redis.Client.Get(Bytes("key")));
    }

    [Fact]
    public async Task A_key_without_a_value_is_null() => Assert.Null(await redis.Client.Get(Bytes("nothing")));

    [Fact]
    public async Task A_value_lives_as_long_as_it_was_said()
    {
        await redis.Client.Set(Bytes("short"), Bytes("x"), TimeSpan.FromMilliseconds(30));
        await redis.Client.Set(Bytes("long"), Bytes("x"), Minute);
        await Task.Delay(100);

        Assert.Null(await redis.Client.Get(Bytes("short")));
        Assert.NotNull(await redis.Client.Get(Bytes("long")));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await redis.Client.Set(Bytes("k"), Bytes("x"), TimeSpan.Zero));
    }

    [Fact]
    public async Task Only_the_first_of_many_sets_what_is_absent()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => redis.Client.SetIfAbsent(Bytes("nonce"), Bytes($"{i}"), Minute).AsTask()));

        Assert.Single(all, won => won);
    }

    [Fact]
    public async Task A_deleted_value_is_gone()
    {
        await redis.Client.Set(Bytes("key"), Bytes("x"), Minute);

        Assert.True(await redis.Client.Delete(Bytes("key")));
        Assert.False(await redis.Client.Delete(Bytes("key")));
        Assert.Null(await redis.Client.Get(Bytes("key")));
    }

    [Fact]
    public async Task What_the_server_refuses_throws_its_words_and_harms_nobody_else()
    {
        await server.Ask("LPUSH list a");

        var error = await Assert.ThrowsAsync<RedisErrorReply>(async () => await redis.Client.Get(Bytes("list")));

        Assert.Equal("WRONGTYPE", error.Code);
        Assert.Null(await redis.Client.Get(Bytes("other")));
    }

    [Fact]
    public async Task A_script_is_sent_once_and_again_after_the_server_forgot_it()
    {
        var script = new RedisScript("return {KEYS[1], ARGV[1], redis.call('INCR', KEYS[1])}");
        Task<Reply> Run() => redis.Client.Run(script, [Bytes("count")], [Bytes("limit")]).AsTask();

        var first = await Run();
        var second = await Run();
        await server.Ask("SCRIPT FLUSH");
        var third = await Run();

        Assert.Equal(["count", "limit"], first.Items[..2].Select(item => item.AsText()));
        Assert.Equal([1, 2, 3], new[] { first, second, third }.Select(reply => reply.Items[2].Integer));
    }

    [Fact]
    public async Task A_script_that_fails_throws_what_it_said() =>
        Assert.Equal("LIMITED", (await Assert.ThrowsAsync<RedisErrorReply>(async () =>
            await redis.Client.Run(new RedisScript("return redis.error_reply('LIMITED wait')"), [], []))).Code);

    [Fact]
    public async Task Many_callers_share_one_connection()
    {
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => redis.Client.Set(Bytes($"k{i}"), Bytes($"v{i}"), Minute).AsTask()));
        var values = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => redis.Client.Get(Bytes($"k{i}")).AsTask()));

        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"v{i}"), values.Select(value => System.Text.Encoding.UTF8.GetString(value!)));
        var clients = await server.Ask("CLIENT LIST");
        Assert.Single(clients.Split('\n'), line => line.Contains(" name=edge@", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cancelled_caller_leaves_and_its_answer_reaches_nobody()
    {
        await redis.Client.Ping();
        await server.Pause();
        using var cancellation = new CancellationTokenSource();
        var left = redis.Client.Get(Bytes("left"), cancellation.Token).AsTask();
        var stays = redis.Client.SetIfAbsent(Bytes("stays"), Bytes("x"), Minute).AsTask();

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        await server.Continue();

        Assert.True(await stays);
        using var already = new CancellationTokenSource();
        await already.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await redis.Client.Get(Bytes("key"), already.Token));
    }

    [Fact]
    public async Task Nothing_is_opened_before_the_first_call()
    {
        await Task.Delay(100);

        Assert.DoesNotContain("name=edge@", await server.Ask("CLIENT LIST"), StringComparison.Ordinal);
        Assert.Null(redis.Client.Server);
    }

    [Fact]
    public async Task After_disposal_every_call_fails()
    {
        await redis.Client.Ping();
        redis.Client.Dispose();

        await Assert.ThrowsAsync<RedisUnavailableException>(async () =>
        {
            for (var i = 0; i < 3; i++)
                await redis.Client.Ping();
        });
    }
}
