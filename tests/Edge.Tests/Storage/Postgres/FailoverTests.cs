using System.Net;
using Edge.Shared.Contracts;
using Edge.Storage.Postgres;
using Edge.Tests.Features.Tracking;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Storage.Postgres;

/// <summary>What happens when a server goes, and when it comes back.</summary>
[Trait(TestDatabase.Engine, TestDatabase.Postgres)]
public class FailoverTests
{
    private const string EndConnections =
        "select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = 'edge' and pid <> pg_backend_pid()";

    [PostgresFact]
    public async Task Without_the_replica_everything_goes_on()
    {
        await using var servers = await ReplicatedServers.Start();
        await using var node = await servers.Node();
        var client = new TrackingClient(node);
        var shipment = await client.Create("BEFORE");
        await servers.Replayed(node);

        await servers.Replica.Kill();
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.OK, (await client.Get($"{TrackingClient.Root}/{shipment.Id}")).Status);
        await client.Create("MEANWHILE");
        await servers.Readable(node, 1);
        await servers.Replica.Start();

        await servers.Readable(node, 2);
    }

    [PostgresFact]
    public async Task Without_the_primary_reads_go_on_and_writes_are_told_to_come_back()
    {
        await using var servers = await ReplicatedServers.Start();
        await using var node = await servers.Node();
        var client = new TrackingClient(node);
        var shipment = await client.Create("BEFORE");
        await servers.Replayed(node);

        await servers.Primary.Kill();
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.OK, (await client.Get($"{TrackingClient.Root}/{shipment.Id}")).Status);
        await IsRefused(client);
        await ReplicatedServers.PrimaryIs(node, null);
        await IsRefused(client);
        Assert.Equal(HttpStatusCode.OK, (await node.Http.GetAsync("/health")).StatusCode);
        Assert.Contains("no host is a primary", await node.Admin.GetStringAsync("/health/detailed"));

        await servers.Primary.Start();
        await ReplicatedServers.PrimaryIs(node, servers.Primary);
        await client.Create("AFTER");
    }

    [PostgresFact]
    public async Task A_primary_that_hangs_holds_up_nothing_for_longer_than_its_timeouts()
    {
        await using var servers = await ReplicatedServers.Start();
        await using var node = await servers.Node();
        var client = new TrackingClient(node);
        var shipment = await client.Create("BEFORE");
        await servers.Replayed(node);

        servers.Primary.Freeze();
        try
        {
            await IsRefused(client).WaitAsync(TimeSpan.FromSeconds(30));
            await ReplicatedServers.PrimaryIs(node, null);
            Assert.Equal(HttpStatusCode.OK, (await client.Get($"{TrackingClient.Root}/{shipment.Id}")).Status);
        }
        finally
        {
            servers.Primary.Thaw();
        }
        await ReplicatedServers.PrimaryIs(node, servers.Primary);
        await client.Create("AFTER");
    }

    [PostgresFact]
    public async Task A_promoted_replica_takes_over_and_nothing_acknowledged_is_lost()
    {
        await using var servers = await ReplicatedServers.Start("-c synchronous_standby_names=*");
        await using var node = await servers.Node();
        var client = new TrackingClient(node);
        await client.Create("FIRST");
        var writers = new Writers(client);
        await writers.Acknowledged(20);

        await servers.Primary.Kill();
        await servers.Replica.Run("select pg_promote(true, 20)");
        await ReplicatedServers.PrimaryIs(node, servers.Replica);
        await writers.Acknowledged(20);
        var acknowledged = await writers.Stop();

        Assert.True(writers.Refused > 0);
        foreach (var id in acknowledged)
            Assert.Equal(HttpStatusCode.OK, (await client.Get($"{TrackingClient.Root}/{id}")).Status);
    }

    [PostgresFact]
    public async Task A_former_primary_that_comes_back_is_neither_written_to_nor_read()
    {
        await using var servers = await ReplicatedServers.Start();
        await using var node = await servers.Node();
        var client = new TrackingClient(node);
        await client.Create("BEFORE");
        await servers.Replayed(node);
        await servers.Primary.Kill();
        await servers.Replica.Run("select pg_promote(true, 20)");
        await ReplicatedServers.PrimaryIs(node, servers.Replica);

        await servers.Primary.Start();
        await node.Services.GetRequiredService<ReplicaMonitor>().Look(CancellationToken.None);
        var after = await client.Create("AFTER");

        await ReplicatedServers.PrimaryIs(node, servers.Replica);
        await servers.Readable(node, 1);
        Assert.Equal(0, await servers.Primary.Number("select count(*) from shipments where number = 'AFTER'"));
        Assert.Equal(1, await servers.Replica.Number("select count(*) from shipments where number = 'AFTER'"));
        Assert.Equal(HttpStatusCode.OK, (await client.Get($"{TrackingClient.Root}/{after.Id}")).Status);
    }

    [PostgresFact]
    public async Task A_commit_that_no_synchronous_replica_has_is_not_acknowledged()
    {
        await using var servers = await ReplicatedServers.Start("-c synchronous_standby_names=*");
        await using var node = await servers.Node();
        var client = new TrackingClient(node);
        await client.Create("BEFORE");

        await servers.Replica.Kill();

        await IsRefused(client);
    }

    [PostgresFact]
    public async Task A_repetition_acknowledges_no_commit_that_no_synchronous_replica_has()
    {
        await using var servers = await ReplicatedServers.Start("-c synchronous_standby_names=*");
        await using var node = await servers.Node();
        var client = new TrackingClient(node);
        await client.Create("BEFORE");
        await servers.Replica.Kill();

        await IsRefused(client, ("Idempotency-Key", "once"));
        Assert.Equal(1, await servers.Primary.Number("select count(*) from shipments where number = 'REFUSED'"));
        await IsRefused(client, ("Idempotency-Key", "once"));
    }

    [PostgresFact]
    public async Task A_read_that_the_replica_gives_up_is_answered_by_the_primary()
    {
        await using var servers = await ReplicatedServers.Start(replicaOptions: "-c max_connections=100 -c superuser_reserved_connections=3");
        await using var node = await servers.Node();
        var client = new TrackingClient(node, Role.Driver);
        Assert.Equal(HttpStatusCode.OK, (await client.Get(TrackingClient.Root)).Status);
        await servers.Replayed(node);

        await servers.Replica.Run(EndConnections);

        Assert.Equal(HttpStatusCode.OK, (await client.Get(TrackingClient.Root)).Status);
    }

    [PostgresFact]
    public async Task A_read_for_which_the_replica_gives_no_connection_is_answered_by_the_primary()
    {
        await using var servers = await ReplicatedServers.Start();
        await using var node = await servers.Node(("Storage:Database", servers.Url.Replace("connect_timeout=3", "connect_timeout=1", StringComparison.Ordinal)));
        var client = new TrackingClient(node, Role.Driver);
        Assert.Equal(HttpStatusCode.OK, (await client.Get(TrackingClient.Root)).Status);
        await servers.Replayed(node);

        // The system takes the new connection for a server that is stopped; the monitor has more patience than the read.
        await servers.Replica.Run(EndConnections);
        servers.Replica.Freeze();
        try
        {
            Assert.Equal(HttpStatusCode.OK, (await client.Get(TrackingClient.Root)).Status);
        }
        finally
        {
            servers.Replica.Thaw();
        }
    }

    private static async Task IsRefused(TrackingClient client, params (string Name, string Value)[] headers)
    {
        var answer = await client.Post(TrackingClient.Root, """{"number":"REFUSED","carrier":"other"}""", headers);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.Equal("unavailable", answer.ProblemType);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    /// <summary>Some who create shipments without a pause and remember what was acknowledged.</summary>
    private sealed class Writers
    {
        private volatile bool isStopping;
        private readonly List<Guid> acknowledged = [];
        private readonly Task[] all;
        private int refused;

        public Writers(TrackingClient client) => all = [.. Enumerable.Range(0, 4).Select(writer => Task.Run(() => Write(client, writer)))];

        public int Refused => refused;

        public Task Acknowledged(int more)
        {
            var target = Count() + more;
            return PostgresServer.Until(() => Task.FromResult(Count() >= target));
        }

        public async Task<List<Guid>> Stop()
        {
            isStopping = true;
            await Task.WhenAll(all);
            return acknowledged;
        }

        private int Count()
        {
            lock (acknowledged)
                return acknowledged.Count;
        }

        private async Task Write(TrackingClient client, int writer)
        {
            for (var i = 0; !isStopping; i++)
            {
                var answer = await client.Post(TrackingClient.Root, $$"""{"number":"W{{writer}}-{{i}}","carrier":"other"}""");
                if (answer.Status == HttpStatusCode.Created)
                {
                    lock (acknowledged)
                        acknowledged.Add(answer.Shipment.Id);
                }
                else
                {
                    Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
                    Interlocked.Increment(ref refused);
                    await Task.Delay(20);
                }
            }
        }
    }
}
