using Edge.Shared.Contracts;
using Xunit.Abstractions;

namespace Edge.Aot.Tests.Faults;

/// <summary>
/// Breaks one server after the other under load. Asserted is that nothing acknowledged is lost or doubled and that writes and reads
/// come back; how soon is only reported: UPDATE_BASELINES=1 writes it into docs/OPERATIONS.md.
/// </summary>
public sealed class FaultTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Shipments = 64;
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Draining = TimeSpan.FromSeconds(1);

    private readonly List<Guid> shipments = [];
    private readonly List<string> tokens = [];
    private readonly List<FaultResult> results = [];
    private readonly HashSet<string> acknowledged = new(StringComparer.Ordinal);
    private FaultCluster cluster = null!;

    public async Task InitializeAsync()
    {
        cluster = await FaultCluster.Start();
        var api = new ApiClient(cluster.Nodes[0].Http, cluster.WriterKey);
        for (var i = 0; i < Shipments; i++)
        {
            var shipment = await api.CreateShipment(new CreateShipmentRequest($"FAULT{i:D3}", Carrier: "other"));
            shipments.Add(shipment.Id);
            tokens.Add(shipment.Token);
        }
    }

    public async Task DisposeAsync() => await cluster.DisposeAsync();

    [Fact]
    public async Task Whatever_breaks_no_acknowledged_write_is_lost_and_writes_and_reads_come_back()
    {
        await BreakRedis();
        await BreakReplica();
        await BreakPrimary();
        await BreakNode();
        await Promote();

        Assert.All(results, result => Assert.Equal(0, result.Lost));
        Assert.Equal(0, await Lost(acknowledged));
        Assert.Equal("0", await cluster.Primary.Query("select count(*) from (select 1 from events group by raw_text having count(*) > 1) as twice"));
        await FaultTable.Write(cluster.Primary, results);
    }

    private async Task BreakRedis()
    {
        await Case(new Fault("Redis killed", () => cluster.Redis.Kill(), TimeSpan.FromSeconds(4), () => cluster.Redis.Start()));
        await Case(new Fault(
            "Redis hangs (SIGSTOP)", () => cluster.Redis.Signal("STOP"), TimeSpan.FromSeconds(5), () => cluster.Redis.Signal("CONT")));
        await cluster.RedisReplica.Says("connected", "ROLE");
        await cluster.FailOverAfter(TimeSpan.FromSeconds(1));
        // Heals itself: the sentinels have a second to see it, and then promote the replica.
        await Case(new Fault("Redis' master killed, sentinels fail over", () => cluster.Redis.Kill(), TimeSpan.Zero, () => Task.CompletedTask));
        Assert.Contains("master", await cluster.RedisReplica.Ask("ROLE"), StringComparison.Ordinal);
        await cluster.Redis.Start();
    }

    private async Task BreakReplica()
    {
        await Case(new Fault("replica killed", () => cluster.Replica.Kill(), TimeSpan.FromSeconds(4), () => cluster.Replica.Start()));
        await Case(new Fault(
            "replica lags (replay paused)",
            () => cluster.Replica.Query("select pg_wal_replay_pause()"),
            TimeSpan.FromSeconds(9),
            () => cluster.Replica.Query("select pg_wal_replay_resume()")));
    }

    private async Task BreakPrimary()
    {
        await Case(new Fault("primary killed", () => cluster.Primary.Kill(), TimeSpan.FromSeconds(5), () => cluster.Primary.Start()));
        await Case(new Fault(
            "primary and replica killed",
            () => Task.WhenAll(cluster.Primary.Kill(), cluster.Replica.Kill()),
            TimeSpan.FromSeconds(5),
            () => Task.WhenAll(cluster.Primary.Start(), cluster.Replica.Start())));
    }

    private Task BreakNode() => Case(new Fault(
        "one of two nodes killed", () => cluster.Nodes[1].Kill(), TimeSpan.FromSeconds(3), () => cluster.Nodes[1].Start()));

    private async Task Promote()
    {
        await cluster.Primary.BeSynchronous(true);
        await Case(new Fault(
            "synchronous replica killed", () => cluster.Replica.Kill(), TimeSpan.FromSeconds(8), () => cluster.Replica.Start())
        {
            StopsWrites = true,
        });
        await ServerProcess.Until(async () => await cluster.Primary.Query("select sync_state from pg_stat_replication") == "sync");
        await Case(new Fault(
            "primary killed, synchronous replica promoted",
            () => cluster.Primary.Kill(),
            TimeSpan.FromSeconds(2),
            () => cluster.Replica.Query("select pg_promote(true, 30)"))
        {
            EndsHealthy = false,
        }, cluster.Promoted);
        await cluster.Replica.Follow(cluster.Primary);
        await cluster.Healthy();
    }

    /// <param name="after">What else is so once it is healed.</param>
    private async Task Case(Fault fault, Action? after = null)
    {
        await cluster.Healthy();
        var load = new FaultLoad(cluster, shipments, tokens, fault.Name, results.Count * 100_000);
        load.Run();
        await Task.Delay(Calm);
        var at = load.Now;
        await fault.Inject();
        await Task.Delay(fault.Lasts);
        var healedAt = load.Now;
        await fault.Heal();
        after?.Invoke();
        await ServerProcess.Until(() => Task.FromResult(IsBack(load, healedAt, fault.EndsHealthy)));
        await Task.Delay(Draining);
        await load.Stop();

        var texts = load.Acknowledged.Select(write => write.Text).ToList();
        acknowledged.UnionWith(texts);
        results.Add(new FaultResult(fault, at, healedAt, [.. load.Samples], texts.Count, await Lost(texts)));
        output.WriteLine(results[^1].Row());
        if (fault.StopsWrites)
            Assert.DoesNotContain(load.Acknowledged, write => write.At > at + Calm && write.At < healedAt);
    }

    private bool IsBack(FaultLoad load, TimeSpan healedAt, bool isHealthy)
    {
        Kind[] kinds = isHealthy ? [Kind.Write, Kind.Read, Kind.Health] : [Kind.Write, Kind.Read];
        var good = load.Samples.Where(sample => sample.Error is null && sample.Began > healedAt + TimeSpan.FromSeconds(1));
        return good.Select(sample => (sample.Kind, sample.Node)).Distinct().Count(one => kinds.Contains(one.Kind)) == kinds.Length * cluster.Nodes.Count;
    }

    private async Task<int> Lost(IReadOnlyCollection<string> texts)
    {
        var stored = await cluster.Primary.Query("select raw_text from events");
        return texts.Except(stored.Split('\n'), StringComparer.Ordinal).Count();
    }
}
