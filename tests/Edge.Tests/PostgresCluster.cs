using Edge.Features.Tracking.Events;
using Edge.Storage;
using Edge.Tests.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Edge.Tests;

/// <summary>
/// A primary and a streaming replica of this process' own, which end with it, however it ends. A commit is acknowledged when the replica
/// shows it, so that tests may read there what any of them has written; they do not wait for the disk: what is tested of durability is not
/// tested here.
/// </summary>
internal sealed class PostgresCluster
{
    public const string Template = "edge_template";
    private const string Options = "-c max_connections=400 -c shared_buffers=64MB -c deadlock_timeout=100ms";

    private static readonly Lazy<Task<PostgresCluster>> Started = new(Start);

    private readonly PostgresServer primary;
    private readonly PostgresServer replica;
    private int databases;

    private PostgresCluster(PostgresServer primary, PostgresServer replica)
    {
        this.primary = primary;
        this.replica = replica;
    }

    /// <summary>Started by the first test that asks for it.</summary>
    public static Task<PostgresCluster> Shared => Started.Value;

    public string UrlOf(string database) => $"postgres://edge@{primary.Host},{replica.Host}/{database}?pool_max=20&sslmode=disable";

    /// <returns>The name of a new database that is a copy of <paramref name="template"/>.</returns>
    public async Task<string> Create(string template)
    {
        var name = $"test_{Interlocked.Increment(ref databases)}";
        await Run(primary, $"create database {name} template {template}");
        return name;
    }

    public Task Drop(string database) => Run(primary, $"drop database {database} with (force)");

    private static async Task<PostgresCluster> Start()
    {
        var folder = ReplicatedServers.Folder();
        var primary = await PostgresServer.Primary(folder, Options, swept: folder);
        await Run(primary, $"create database {Template}");
        var replica = await primary.Replica(folder, Options);
        await Run(primary, "alter system set synchronous_standby_names = '*'");
        await Run(primary, "alter system set synchronous_commit = 'remote_apply'");
        await Run(primary, "select pg_reload_conf()");
        var cluster = new PostgresCluster(primary, replica);
        await using var app = Program.Compose(
            EdgeServer.SettingsOf(("Storage:Database", cluster.UrlOf(Template))),
            builder => builder.Services.AddSingleton<TimeProvider>(new FakeTime()));
        await app.Services.MigrateStorage();
        // Those of the months in which tests begin, so that not each of them makes its own.
        await app.Services.GetRequiredService<EventPartitionStore>().StartAsync(CancellationToken.None);
        return cluster;
    }

    private static async Task Run(PostgresServer server, string statement)
    {
        await using var connection = new NpgsqlConnection(
            $"Host=127.0.0.1;Port={server.Port};Username=edge;Database=postgres;Pooling=false;SslMode=Disable;CommandTimeout=60");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
