using System.Net;
using Edge.Tests.Features.Tracking;
using Npgsql;

namespace Edge.Tests.Storage.Postgres;

/// <summary>One server, no replica: what callers are told while it is not there.</summary>
[Trait(TestDatabase.Engine, TestDatabase.Postgres)]
public sealed class OutageTests : IAsyncLifetime
{
    private const string Body = """{"number":"A1","carrier":"other"}""";

    private string folder = "";
    private PostgresServer server = null!;

    public async Task InitializeAsync()
    {
        if (!TestDatabase.IsPostgres)
            return;
        folder = ReplicatedServers.Folder();
        server = await PostgresServer.Primary(folder, "-c max_connections=20");
    }

    public async Task DisposeAsync()
    {
        if (!TestDatabase.IsPostgres)
            return;
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [PostgresFact]
    public async Task A_server_that_was_stopped_is_503_until_it_is_back()
    {
        await using var node = await Node(server.Port);
        var client = new TrackingClient(node);
        await client.Create("BEFORE");

        await server.Stop();
        await IsUnavailable(client);
        await server.Start();

        await client.Create("AFTER");
    }

    [PostgresFact]
    public async Task A_server_that_hangs_is_503_within_the_timeouts()
    {
        await using var node = await Node(server.Port);
        var client = new TrackingClient(node);
        await client.Create("BEFORE");

        server.Freeze();
        try
        {
            await IsUnavailable(client).WaitAsync(TimeSpan.FromSeconds(30));
        }
        finally
        {
            server.Thaw();
        }

        await client.Create("AFTER");
    }

    [PostgresFact]
    public async Task A_server_without_a_free_connection_is_503_until_it_has_one()
    {
        await using var node = await Node(server.Port);
        var client = new TrackingClient(node);
        await client.Create("BEFORE");

        var taken = await TakeAllConnections();
        await IsUnavailable(client);
        foreach (var connection in taken)
            await connection.DisposeAsync();

        await PostgresServer.Until(async () => (await client.Get(TrackingClient.Root)).Status == HttpStatusCode.OK);
        await client.Create("AFTER");
    }

    [PostgresFact]
    public async Task A_commit_whose_answer_was_lost_is_503_and_its_repetition_with_a_key_finds_it_done()
    {
        await using var proxy = new LossyProxy(server.Port);
        await using var node = await Node(proxy.Port);
        var client = new TrackingClient(node);
        await client.Create("BEFORE");

        proxy.LoseNextCommit();
        var lost = await Write(client);
        var again = await Write(client);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, lost.Status);
        Assert.DoesNotContain("othing was changed", lost.Body);
        Assert.Equal(HttpStatusCode.Created, again.Status);
        Assert.Equal(1, await server.Number("select count(*) from shipments where number = 'A1'"));
    }

    private static Task<EdgeServer> Node(int port) => EdgeServer.Start(
        ("Storage:Database", $"postgres://edge@127.0.0.1:{port}/edge?sslmode=disable&pool_max=5&connect_timeout=2&statement_timeout=2"));

    private static Task<Answer> Write(TrackingClient client) => client.Post(TrackingClient.Root, Body, ("Idempotency-Key", "once"));

    private static async Task IsUnavailable(TrackingClient client)
    {
        foreach (var answer in (Answer[])[await client.Get(TrackingClient.Root), await Write(client)])
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
            Assert.Equal("unavailable", answer.ProblemType);
            Assert.NotNull(answer.Headers.RetryAfter);
        }
    }

    // The node connects again by itself, so that its last connections may take several rounds.
    private async Task<List<NpgsqlConnection>> TakeAllConnections()
    {
        var taken = new List<NpgsqlConnection>();
        do
            await TakeFreeConnections(taken);
        while (await EndThoseOfTheNode(taken[0]) > 0);
        return taken;
    }

    private async Task TakeFreeConnections(List<NpgsqlConnection> taken)
    {
        while (true)
        {
            var connection = new NpgsqlConnection(
                $"Host=127.0.0.1;Port={server.Port};Username=edge;Database=edge;Pooling=false;SslMode=Disable");
            try
            {
                await connection.OpenAsync();
                taken.Add(connection);
            }
            catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.TooManyConnections)
            {
                await connection.DisposeAsync();
                return;
            }
        }
    }

    private static async Task<long> EndThoseOfTheNode(NpgsqlConnection over)
    {
        await using var command = new NpgsqlCommand(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = 'edge'", over);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
