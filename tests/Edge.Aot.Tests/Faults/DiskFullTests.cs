using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Edge.Shared.Contracts;
using Xunit.Abstractions;

namespace Edge.Aot.Tests.Faults;

/// <summary>
/// Fills the disk under the database while it is written to. Asserted is that writes are refused as they should be, that reads go on,
/// that nothing acknowledged is lost, and that all comes back once there is room; how soon is only reported.
/// </summary>
public sealed class DiskFullTests(ITestOutputHelper output)
{
    private const int Shipments = 16;

    // Less than 512 MiB are a degraded disk to the service.
    private const int Roomy = 640;
    private const int ForSegments = 160;
    // Longer than health keeps an answer about writes.
    private static readonly TimeSpan Full = TimeSpan.FromSeconds(7);
    private static readonly (string, string) Key = ("EDGE_HOSTING__MASTERKEY", "of the fault tests and of nobody else");

    [SmallDiskFact]
    public async Task A_full_disk_refuses_writes_alone_and_is_gone_with_its_cause()
    {
        var results = new List<FaultResult>();
        results.AddRange(await OnSqlite());
        results.AddRange(await OnPostgres());
        await FaultTable.Write("disks", $"{await FaultTable.Conditions()}.", results);
    }

    private async Task<IReadOnlyList<FaultResult>> OnSqlite()
    {
        await using var disk = await SmallDisk.Mount(Roomy);
        var file = disk.Folder("edge.db");
        await using var node = Node($"sqlite:{file}");
        await node.Start();
        var key = await node.IssueKey(Role.Operator);
        var shipments = await FaultTarget.Create(node.Http, key, Shipments);
        var target = new FaultTarget([node], key, key, shipments, () => Task.FromResult(string.Join('\n', Database.Texts(file))));
        var runs = new FaultRuns(target, output);

        await runs.Case(new Fault("SQLite: disk full", () => Filled(disk, target), Full, disk.Free));

        await runs.NothingIsLost();
        Assert.Equal(0, await node.Stop());
        Assert.Equal("ok", Database.Integrity(file));
        return runs.Results;
    }

    private async Task<IReadOnlyList<FaultResult>> OnPostgres()
    {
        await using var disk = await SmallDisk.Mount(Roomy);
        await using var logDisk = await SmallDisk.Mount(ForSegments);
        var log = logDisk.Folder("log");
        await ServerProcess.Run("", "install", "-d", "-o", "postgres", "-m", "700", log);
        var ports = FaultCluster.FreePorts(1);
        await using var server = new PostgresNode(disk.Folder("server"), ports[0]);
        await server.Create(log);
        await using var node = Node($"postgres://edge@{server.Host}/edge?sslmode=disable&pool_max=30");
        await node.Start();
        var key = await node.IssueKey(Role.Operator);
        var shipments = await FaultTarget.Create(node.Http, key, Shipments);
        var target = new FaultTarget([node], key, key, shipments, () => server.Query("select raw_text from events"));
        var runs = new FaultRuns(target, output);

        await runs.Case(new Fault("PostgreSQL: disk of the data full", () => Filled(disk, target), Full, disk.Free));
        await runs.Case(new Fault("PostgreSQL: disk of the log full, which ends it; freed and started", () => EndsOf(server, logDisk), Full, async () =>
        {
            await logDisk.Free();
            await server.Restart();
        }));

        await runs.NothingIsLost();
        return runs.Results;
    }

    // What is written goes into room that was taken before the disk was full, until that is used up.
    private static async Task Filled(SmallDisk disk, FaultTarget target)
    {
        await disk.Fill();
        await ServerProcess.Until(async () => await IsRefused(target));
        await AnswersReads(target);
        await disk.Fill();
    }

    private static async Task EndsOf(PostgresNode server, SmallDisk disk)
    {
        await disk.Fill();
        await ServerProcess.Until(async () =>
        {
            try
            {
                await server.Query("select pg_switch_wal()");
                return false;
            }
            catch (InvalidOperationException)
            {
                return true;
            }
        });
    }

    /// <returns>False when the write was taken.</returns>
    private static async Task<bool> IsRefused(FaultTarget target)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/shipments");
        request.Content = JsonContent.Create(new CreateShipmentRequest($"DISK{Guid.NewGuid():N}"[..24], "other"), WireJson.Default.CreateShipmentRequest);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", target.WriterKey);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await target.Nodes[0].Http.SendAsync(request);
        if (answer.IsSuccessStatusCode)
            return false;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.NotNull(answer.Headers.RetryAfter?.Delta);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.EndsWith("unavailable", problem.RootElement.GetProperty("type").GetString(), StringComparison.Ordinal);
        return true;
    }

    private static async Task AnswersReads(FaultTarget target)
    {
        foreach (var path in (string[])["/api/v1/shipments", $"/api/v1/shipments/{target.Shipments[0].Id}/events", "/api/v1/shipments?search=FAULT"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", target.ReaderKey);
            using var answer = await target.Nodes[0].Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    private static FaultNode Node(string database)
    {
        var ports = FaultCluster.FreePorts(2);
        return new FaultNode(ports[0], ports[1], [("EDGE_STORAGE__DATABASE", database), Key]);
    }
}
