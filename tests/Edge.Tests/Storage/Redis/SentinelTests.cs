using Edge.Storage.Redis;
using static Edge.Tests.Storage.Redis.TestRedis;

namespace Edge.Tests.Storage.Redis;

public sealed class SentinelTests : IAsyncLifetime
{
    private const string Master = "mymaster";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private readonly List<RedisServer> sentinels = [];
    private RedisServer master = null!;
    private RedisServer replica = null!;

    private string Url => $"redis+sentinel://{string.Join(',', sentinels.Select(sentinel => $"127.0.0.1:{sentinel.Port}"))}/{Master}";

    public async Task InitializeAsync()
    {
        master = await RedisServer.Start("--repl-diskless-sync-delay", "0");
        replica = await RedisServer.Start("--replicaof", "127.0.0.1", $"{master.Port}");
        // Sentinels look for replicas every ten seconds: it should be there when they first do.
        await Until(replica, "ROLE", "connected");
        await Until(master, "ROLE", $"{replica.Port}");
        for (var i = 0; i < 3; i++)
            sentinels.Add(await RedisServer.StartSentinel(Master, master.Port));
        foreach (var sentinel in sentinels)
        {
            await Until(sentinel, $"SENTINEL REPLICAS {Master}", $"{replica.Port}");
            await Until(sentinel, $"SENTINEL CKQUORUM {Master}", "OK 3 usable");
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var server in sentinels.Append(replica).Append(master))
            await server.DisposeAsync();
    }

    [Fact]
    public async Task A_failover_moves_the_client_and_its_subscriptions_to_the_new_master()
    {
        using var redis = new TestRedis(Url, ("RedisCommandTimeout", "500ms"));
        using var subscription = redis.Client.Subscribe("news");
        await using var listener = new Listener(subscription);
        await redis.Eventually("key");
        Assert.Equal("RESUMED", await listener.Next());
        Assert.Equal($"127.0.0.1:{master.Port}", redis.Client.Server);

        await master.Kill();
        await WritesReach(redis, replica);

        Assert.Equal($"127.0.0.1:{replica.Port}", redis.Client.Server);
        await listener.Until("RESUMED");
        await Eventually(() => redis.Client.Publish("news", Bytes("moved")));
        Assert.Equal("moved", await listener.Next());
    }

    [Fact]
    public async Task A_master_that_the_sentinels_demote_is_left_though_it_still_answers()
    {
        using var redis = new TestRedis(Url, ("RedisCommandTimeout", "500ms"));
        await redis.Eventually("key");

        await sentinels[2].Ask($"SENTINEL FAILOVER {Master}");
        await WritesReach(redis, replica);

        Assert.Equal($"127.0.0.1:{replica.Port}", redis.Client.Server);
    }

    [Fact]
    public async Task A_master_turned_replica_behind_everyones_back_is_left_at_its_first_refusal()
    {
        using var redis = new TestRedis($"redis://127.0.0.1:{master.Port}");
        await redis.Client.Set(Bytes("key"), Bytes("x"), Minute);
        foreach (var sentinel in sentinels)
            await sentinel.Kill();
        await master.Ask($"REPLICAOF 127.0.0.1 {replica.Port}");

        var error = await Assert.ThrowsAsync<RedisUnavailableException>(async () => await redis.Client.Set(Bytes("key"), Bytes("x"), Minute));

        Assert.Contains("READONLY", error.Message, StringComparison.Ordinal);
        await master.Ask("REPLICAOF NO ONE");
        await Eventually(async () => await redis.Client.SetIfAbsent(Bytes("new"), Bytes("x"), Minute));
    }

    [Fact]
    public async Task One_sentinel_is_enough_to_ask_and_none_is_told()
    {
        await sentinels[0].Kill();
        await sentinels[1].Kill();
        using var redis = new TestRedis(Url);
        using var unknown = new TestRedis(Url.Replace(Master, "nobody", StringComparison.Ordinal));

        await redis.Client.Ping();
        var error = await Assert.ThrowsAsync<RedisUnavailableException>(async () => await unknown.Client.Ping());
        Assert.Contains("no sentinel knows a master \"nobody\"", error.Message, StringComparison.Ordinal);

        await sentinels[2].Kill();
        await redis.Client.Ping();
    }

    private static async Task WritesReach(TestRedis redis, RedisServer server)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                await redis.Client.Set(Bytes("written"), Bytes("1"), Minute, patience.Token);
                var isThere = (await server.Ask("GET written")).StartsWith("$1", StringComparison.Ordinal);
                if (isThere && redis.Client.Server?.EndsWith($":{server.Port}", StringComparison.Ordinal) == true)
                    return;
            }
            catch (Exception error) when (error is RedisUnavailableException or IOException)
            {
                // A sentinel cuts every client of the server that it promotes, this test's own too.
            }
            await Task.Delay(20, patience.Token);
        }
    }

    private static async Task Until(RedisServer server, string command, string expected)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!(await server.Ask(command)).Contains(expected, StringComparison.Ordinal))
            await Task.Delay(50, patience.Token);
    }
}
