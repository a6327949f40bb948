using Edge.Aot.Tests.Faults;
using Edge.Aot.Tests.Rollout;
using Edge.Shared.Contracts;

namespace Edge.Aot.Tests.Postgres;

/// <summary>What the published binary does on a PostgreSQL server beside answering requests, which faults and upgrades try elsewhere.</summary>
public sealed class OnPostgresTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("edge-server-");
    private readonly Sandbox sandbox = new();
    private readonly PostgresNode server;

    public OnPostgresTests()
    {
        File.SetUnixFileMode(root.FullName, File.GetUnixFileMode(root.FullName) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
        server = new PostgresNode(Path.Combine(root.FullName, "postgres"), FaultCluster.FreePorts(1)[0]);
    }

    private string Url => $"postgres://edge@{server.Host}/edge?sslmode=disable&pool_max=10";

    private (string, string) There => ("EDGE_STORAGE__DATABASE", Url);

    public Task InitializeAsync() => server.Create();

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        root.Delete(recursive: true);
    }

    public void Dispose() => sandbox.Dispose();

    [Fact]
    public async Task Moves_an_installation_there_and_back()
    {
        Assert.Equal(0, (await EdgeBinary.Run(sandbox, "seed-demo")).ExitCode);
        var (shipments, events) = (Database.Count(sandbox.Database, "shipments"), Database.Count(sandbox.Database, "events"));

        var (exitCode, output, error) = await EdgeBinary.Run(sandbox, "move", "--from", $"sqlite:{sandbox.Database}", "--to", Url);

        Assert.True(exitCode == 0, error);
        Assert.Contains("Moved ", output, StringComparison.Ordinal);
        Assert.Equal($"{shipments}|{events}", await server.Query("select (select count(*) from shipments), (select count(*) from events)"));
        var refused = await EdgeBinary.Run(sandbox, "serve");
        Assert.Equal(65, refused.ExitCode);
        Assert.Contains("moved", refused.Error, StringComparison.Ordinal);
        await using (var edge = await EdgeProcess.Start(sandbox, There))
        {
            var caller = new Caller(await ApiClient.IssueKey(edge, sandbox, Role.Admin, There));
            var page = (await caller.Get(edge.Http, "/api/v1/shipments?limit=200")).Body;
            Assert.Equal(Math.Min(200, shipments), page.GetProperty("items").GetArrayLength());
        }

        var back = sandbox.File("back.db");
        var returned = await EdgeBinary.Run(sandbox, "move", "--from", Url, "--to", $"sqlite:{back}");
        Assert.True(returned.ExitCode == 0, returned.Error);
        Assert.Equal((shipments, events), (Database.Count(back, "shipments"), Database.Count(back, "events")));
        Assert.Equal("ok", Database.Integrity(back));
    }

    [Fact]
    public async Task Logs_slow_statements_with_their_plans_and_never_a_value()
    {
        await using var edge = await EdgeProcess.Start(
            sandbox, There, ("EDGE_STORAGE__SLOWQUERY", "1ms"), ("EDGE_STORAGE__SLOWQUERYPLAN", "true"));
        var caller = new Caller(await ApiClient.IssueKey(edge, sandbox, Role.Admin, There));

        // A table that another holds makes any read of it slow, however fast the machine.
        var holding = server.Query("begin; lock table shipments in access exclusive mode; select pg_sleep(0.5); commit");
        await ServerProcess.Until(async () => await server.Query("select count(*) from pg_locks where mode = 'AccessExclusiveLock' and granted") != "0");
        await caller.Get(edge.Http, "/api/v1/shipments?search=hush-hush");
        await holding;

        await ServerProcess.Until(() => Task.FromResult(edge.Output.Contains("\"SlowQueryPlan\"", StringComparison.Ordinal)));
        Assert.Contains("\"SlowQuery\"", edge.Output, StringComparison.Ordinal);
        Assert.Contains("Scan", edge.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-hush", edge.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retention_archives_what_is_finished_and_leaves_the_rest()
    {
        await using var edge = await EdgeProcess.Start(sandbox, There, ("EDGE_TRACKING__ARCHIVEAFTER", "1s"));
        var api = new ApiClient(edge.Http, await ApiClient.IssueKey(edge, sandbox, Role.Admin, There));
        foreach (var (number, status) in (IEnumerable<(string, Status)>)[("KEEP001", Status.InTransit), ("GONE001", Status.Delivered)])
        {
            var shipment = await api.CreateShipment(new CreateShipmentRequest(number, "other"));
            await api.AppendEvent(shipment.Id, new AppendEventRequest(shipment.CreatedAt.AddMinutes(-5), status), Guid.NewGuid());
        }

        // The first round of housekeeping is a minute after the start.
        using var patience = new CancellationTokenSource(Patience);
        while (await server.Query("select count(*) from shipments where number = 'GONE001' and archived = 0") != "0")
            await Task.Delay(500, patience.Token);

        Assert.Equal("1", await server.Query("select count(*) from shipments where number = 'KEEP001' and archived = 0"));
    }
}
