using System.Net.NetworkInformation;
using Edge.Shared.Contracts;

namespace Edge.Aot.Tests.Faults;

/// <summary>Two nodes of the binary, PostgreSQL with a replica, Redis with a replica and three sentinels, on loopback ports of their own.</summary>
internal sealed class FaultCluster : IAsyncDisposable
{
    public const string RedisMaster = "edge";

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("edge-faults-");
    private readonly List<IAsyncDisposable> all = [];
    private readonly List<RedisNode> sentinels = [];
    private readonly int[] ports = FreePorts(11);

    private FaultCluster()
    {
        File.SetUnixFileMode(root.FullName, File.GetUnixFileMode(root.FullName) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
        Primary = Kept(new PostgresNode(Folder("postgres-1"), ports[0]));
        Replica = Kept(new PostgresNode(Folder("postgres-2"), ports[1]));
    }

    public PostgresNode Primary { get; private set; }

    public PostgresNode Replica { get; private set; }

    public RedisNode Redis { get; private set; } = null!;

    public RedisNode RedisReplica { get; private set; } = null!;

    public IReadOnlyList<FaultNode> Nodes { get; private set; } = [];

    public string WriterKey { get; private set; } = "";

    /// <summary>Another caller than the writers: who wrote reads from the primary until a replica has it.</summary>
    public string ReaderKey { get; private set; } = "";

    public static async Task<FaultCluster> Start()
    {
        var cluster = new FaultCluster();
        try
        {
            await cluster.StartAll();
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
        return cluster;
    }

    /// <summary>The replica took over: from now on it is the primary.</summary>
    public void Promoted() => (Primary, Replica) = (Replica, Primary);

    /// <summary>How long the sentinels wait before they replace a master that does not answer.</summary>
    public async Task FailOverAfter(TimeSpan silence)
    {
        foreach (var sentinel in sentinels)
            await sentinel.Ask("SENTINEL", "SET", RedisMaster, "down-after-milliseconds", $"{silence.TotalMilliseconds:F0}");
    }

    public Task Healthy() => new FaultTarget(Nodes, WriterKey, ReaderKey, [], () => Task.FromResult("")).Healthy();

    public async ValueTask DisposeAsync()
    {
        for (var i = all.Count - 1; i >= 0; i--)
            await all[i].DisposeAsync();
        root.Delete(recursive: true);
    }

    private async Task StartAll()
    {
        await Primary.Create();
        await Replica.Follow(Primary);
        await StartRedis();
        (string, string)[] settings =
        [
            ("EDGE_STORAGE__DATABASE", $"postgres://edge@{Primary.Host},{Replica.Host}/edge?sslmode=disable&pool_max=30&statement_timeout=5"),
            ("EDGE_CACHING__REDIS", $"redis+sentinel://{string.Join(',', sentinels.Select(one => $"127.0.0.1:{one.Port}"))}/{RedisMaster}"),
            ("EDGE_HOSTING__MASTERKEY", "of the fault tests and of nobody else"),
        ];
        Nodes = [Kept(new FaultNode(ports[7], ports[8], settings)), Kept(new FaultNode(ports[9], ports[10], settings))];
        await Task.WhenAll(Nodes.Select(node => node.Start()));
        WriterKey = await Nodes[0].IssueKey(Role.Operator);
        ReaderKey = await Nodes[1].IssueKey(Role.Driver);
        await Healthy();
    }

    private async Task StartRedis()
    {
        Redis = Kept(await RedisNode.StartServer(Folder("redis-1"), ports[2]));
        RedisReplica = Kept(await RedisNode.StartServer(Folder("redis-2"), ports[3], "--replicaof", "127.0.0.1", $"{Redis.Port}"));
        // Sentinels look for replicas every ten seconds: it should be there when they first do.
        await RedisReplica.Says("connected", "ROLE");
        await Redis.Says($"{RedisReplica.Port}", "ROLE");
        for (var i = 0; i < 3; i++)
            sentinels.Add(Kept(await RedisNode.StartSentinel(Folder($"sentinel-{i + 1}"), ports[4 + i], Redis.Port)));
        foreach (var sentinel in sentinels)
        {
            await sentinel.Says($"{RedisReplica.Port}", "SENTINEL", "REPLICAS", RedisMaster);
            await sentinel.Says("OK 3 usable", "SENTINEL", "CKQUORUM", RedisMaster);
        }
        await FailOverAfter(TimeSpan.FromMinutes(2));
    }

    // Below those that the kernel gives to outgoing connections: one of them might take the port of a server that is down.
    public static int[] FreePorts(int count)
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port).ToHashSet();
        var free = Enumerable.Range(20_000, 12_000).Where(port => !taken.Contains(port)).ToArray();
        Random.Shared.Shuffle(free);
        return free[..count];
    }

    private string Folder(string name) => Path.Combine(root.FullName, name);

    private T Kept<T>(T part)
        where T : IAsyncDisposable
    {
        all.Add(part);
        return part;
    }
}
