using Xunit.Abstractions;

namespace Edge.Aot.Tests.Faults;

/// <summary>
/// Breaks one server after the other under load. Asserted is that nothing acknowledged is lost or doubled and that writes and reads
/// come back; how soon is only reported: UPDATE_BASELINES=1 writes it into docs/OPERATIONS.md.
/// </summary>
public sealed class FaultTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Shipments = 64;

    private FaultCluster cluster = null!;
    private FaultRuns runs = null!;

    public async Task InitializeAsync()
    {
        cluster = await FaultCluster.Start();
        var shipments = await FaultTarget.Create(cluster.Nodes[0].Http, cluster.WriterKey, Shipments);
        var target = new FaultTarget(
            cluster.Nodes, cluster.WriterKey, cluster.ReaderKey, shipments, () => cluster.Primary.Query("select raw_text from events"));
        runs = new FaultRuns(target, output);
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

        await runs.NothingIsLost();
        await FaultTable.Write("faults", await FaultTable.Conditions(cluster.Primary), runs.Results);
    }

    private async Task BreakRedis()
    {
        await runs.Case(new Fault("Redis killed", () => cluster.Redis.Kill(), TimeSpan.FromSeconds(4), () => cluster.Redis.Start()));
        await runs.Case(new Fault(
            "Redis hangs (SIGSTOP)", () => cluster.Redis.Signal("STOP"), TimeSpan.FromSeconds(5), () => cluster.Redis.Signal("CONT")));
        await cluster.RedisReplica.Says("connected", "ROLE");
        await cluster.FailOverAfter(TimeSpan.FromSeconds(1));
        // Heals itself: the sentinels have a second to see it, and then promote the replica.
        await runs.Case(new Fault("Redis' master killed, sentinels fail over", () => cluster.Redis.Kill(), TimeSpan.Zero, () => Task.CompletedTask));
        Assert.Contains("master", await cluster.RedisReplica.Ask("ROLE"), StringComparison.Ordinal);
        await cluster.Redis.Start();
    }

    private async Task BreakReplica()
    {
        await runs.Case(new Fault("replica killed", () => cluster.Replica.Kill(), TimeSpan.FromSeconds(4), () => cluster.Replica.Start()));
        await runs.Case(new Fault(
            "replica lags (replay paused)",
            () => cluster.Replica.Query("select pg_wal_replay_pause()"),
            TimeSpan.FromSeconds(9),
            () => cluster.Replica.Query("select pg_wal_replay_resume()")));
    }

    private async Task BreakPrimary()
    {
        await runs.Case(new Fault("primary killed", () => cluster.Primary.Kill(), TimeSpan.FromSeconds(5), () => cluster.Primary.Start()));
        await runs.Case(new Fault(
            "primary and replica killed",
            () => Task.WhenAll(cluster.Primary.Kill(), cluster.Replica.Kill()),
            TimeSpan.FromSeconds(5),
            () => Task.WhenAll(cluster.Primary.Start(), cluster.Replica.Start())));
    }

    private Task BreakNode() => runs.Case(new Fault(
        "one of two nodes killed", () => cluster.Nodes[1].Kill(), TimeSpan.FromSeconds(3), () => cluster.Nodes[1].Start()));

    private async Task Promote()
    {
        await cluster.Primary.BeSynchronous(true);
        await runs.Case(new Fault(
            "synchronous replica killed", () => cluster.Replica.Kill(), TimeSpan.FromSeconds(8), () => cluster.Replica.Start())
        {
            StopsWrites = true,
        });
        await ServerProcess.Until(async () => await cluster.Primary.Query("select sync_state from pg_stat_replication") == "sync");
        await runs.Case(new Fault(
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
}
