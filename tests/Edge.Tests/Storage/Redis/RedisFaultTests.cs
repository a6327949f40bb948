using System.Globalization;
using System.Text;
using Edge.Storage.Redis;
using static Edge.Tests.Storage.Redis.TestRedis;

namespace Edge.Tests.Storage.Redis;

public sealed class RedisFaultTests : IAsyncLifetime
{
    private const int Callers = 10_000;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly RedisScript Echo = new("return ARGV[1]");
    private static readonly RedisScript Busy = new("local i = 0; while i < tonumber(ARGV[1]) do i = i + 1 end; return i");
    private RedisServer server = null!;

    public async Task InitializeAsync() => server = await RedisServer.Start();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task A_killed_server_fails_what_is_in_flight_and_a_new_one_is_found()
    {
        using var redis = new TestRedis(server.Url);
        await redis.Client.Ping();
        await server.Pause();
        var inFlight = Enumerable.Range(0, 100).Select(_ => redis.Client.Get(Bytes("key")).AsTask()).ToList();
        await server.Kill();

        foreach (var task in inFlight)
            Assert.Contains("was lost", (await Assert.ThrowsAsync<RedisUnavailableException>(() => task)).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RedisUnavailableException>(async () => await redis.Client.Get(Bytes("key")));

        await server.Run();
        Assert.Null(await redis.Eventually("key"));
        Assert.Equal($"127.0.0.1:{server.Port}", redis.Client.Server);
        Assert.Contains("Connected to Redis at 127.0.0.1", redis.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_Redis_is_gone_callers_are_refused_without_waiting()
    {
        using var redis = new TestRedis($"redis://127.0.0.1:{RedisServer.FreePort()}", ("RedisCommandTimeout", "30s"));
        await Assert.ThrowsAsync<RedisUnavailableException>(async () => await redis.Client.Ping());

        // The first one waits for an attempt; all others know its outcome, long before the time of 30 s is over.
        for (var i = 0; i < 1000; i++)
        {
            var error = await Assert.ThrowsAsync<RedisUnavailableException>(async () => await redis.Client.Ping());
            Assert.Contains("refused", error.Message, StringComparison.Ordinal);
        }
        Assert.Single(redis.Log.Split('\n'), line => line.Contains("unreachable", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_stands_still_costs_the_time_limit_and_late_answers_reach_nobody()
    {
        using var redis = new TestRedis(server.Url, ("RedisCommandTimeout", "400ms"));
        await redis.Eventually("old");
        await redis.Client.Set(Bytes("old"), Bytes("old"), Minute);
        await redis.Client.Set(Bytes("new"), Bytes("new"), Minute);
        await server.Pause();

        var late = await Assert.ThrowsAsync<RedisUnavailableException>(async () => await redis.Client.Get(Bytes("old")));
        await server.Continue();

        Assert.Contains("no answer within 0.4 s", late.Message, StringComparison.Ordinal);
        Assert.Equal("new", Encoding.UTF8.GetString((await redis.Eventually("new"))!));
    }

    [Fact]
    public async Task A_server_that_stands_still_for_long_is_left_and_found_again()
    {
        using var redis = new TestRedis(server.Url, ("RedisCommandTimeout", "100ms"), ("RedisConnectTimeout", "200ms"));
        await redis.Eventually("key");
        await server.Pause();

        string message;
        do
        {
            message = (await Assert.ThrowsAsync<RedisUnavailableException>(async () => await redis.Client.Ping())).Message;
        }
        while (!message.Contains("unreachable", StringComparison.Ordinal));
        await server.Continue();

        Assert.Null(await redis.Eventually("key"));
    }

    [Fact]
    public async Task Ten_thousand_callers_of_whom_many_leave_get_each_its_own_answer()
    {
        using var redis = new TestRedis(server.Url, ("RedisCommandTimeout", "20s"));
        var left = 0;
        var answered = 0;

        async Task Call(int number)
        {
            var random = new Random(number);
            using var cancellation = new CancellationTokenSource();
            var mine = Bytes(number.ToString(CultureInfo.InvariantCulture) + new string('x', random.Next(200)));
            var call = redis.Client.Run(Echo, [], [mine], cancellation.Token);
            if (random.Next(3) == 0)
                cancellation.CancelAfter(TimeSpan.FromMilliseconds(random.Next(20)));
            try
            {
                Assert.Equal(mine, (await call).Bytes);
                Interlocked.Increment(ref answered);
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref left);
            }
        }

        await redis.Client.Ping();
        await server.Pause();
        var calls = Enumerable.Range(0, Callers).Select(number => Task.Run(() => Call(number))).ToList();
        await Task.Delay(100);
        await server.Continue();
        await Task.WhenAll(calls);

        Assert.Equal(Callers, left + answered);
        Assert.NotEqual(0, left);
        Assert.NotEqual(0, answered);
        await Task.WhenAll(Enumerable.Range(Callers, 1000).Select(Call));
    }

    [Fact]
    public async Task Too_many_commands_in_flight_are_refused_and_fit_again_later()
    {
        using var redis = new TestRedis(server.Url, ("RedisInFlight", "10"), ("RedisCommandTimeout", "20s"));
        await redis.Client.Ping();
        await server.Pause();
        var held = Enumerable.Range(0, 10).Select(_ => redis.Client.Get(Bytes("key")).AsTask()).ToList();

        var refused = await Assert.ThrowsAsync<RedisUnavailableException>(async () => await redis.Client.Get(Bytes("key")));

        Assert.Contains("10 commands", refused.Message, StringComparison.Ordinal);
        await server.Continue();
        await Task.WhenAll(held);
        Assert.Null(await redis.Client.Get(Bytes("key")));
    }

    [Fact]
    public async Task Too_many_bytes_in_flight_are_refused()
    {
        using var redis = new TestRedis(server.Url, ("RedisInFlightBytes", "100000"), ("RedisCommandTimeout", "20s"));
        await redis.Client.Ping();
        await server.Pause();
        var held = redis.Client.Set(Bytes("key"), new byte[60_000], Minute).AsTask();

        await Assert.ThrowsAsync<RedisUnavailableException>(async () => await redis.Client.Set(Bytes("key"), new byte[60_000], Minute));

        await server.Continue();
        await held;
        await Assert.ThrowsAsync<RedisUnavailableException>(async () => await redis.Client.Set(Bytes("key"), new byte[100_000], Minute));
    }

    [Fact]
    public async Task An_answer_beyond_the_bound_ends_the_connection_and_not_the_client()
    {
        using var redis = new TestRedis(server.Url, ("RedisReplyBytes", "10000"));
        await redis.Client.Set(Bytes("big"), new byte[20_000], Minute);

        var error = await Assert.ThrowsAsync<RedisUnavailableException>(async () => await redis.Client.Get(Bytes("big")));

        Assert.Contains("a value larger than 10000 bytes", error.Message, StringComparison.Ordinal);
        Assert.Null(await redis.Eventually("small"));
    }

    [Fact]
    public async Task A_slow_command_delays_others_but_mixes_nothing_up()
    {
        using var redis = new TestRedis(server.Url, ("RedisCommandTimeout", "20s"));
        await redis.Client.Set(Bytes("key"), Bytes("mine"), Minute);

        var slow = redis.Client.Run(Busy, [], [Bytes("3000000")]).AsTask();
        var quick = redis.Client.Get(Bytes("key")).AsTask();

        Assert.Equal("mine", Encoding.UTF8.GetString((await quick)!));
        Assert.Equal(3_000_000, (await slow).Integer);
    }
}
