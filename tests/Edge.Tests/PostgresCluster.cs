using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Edge.Features.Tracking.Events;
using Edge.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Edge.Tests;

/// <summary>
/// A PostgreSQL server of this process' own on a loopback port, which ends with it, however it ends. It does not wait for the disk:
/// what is tested of durability is not tested here.
/// </summary>
internal sealed class PostgresCluster
{
    public const string Template = "edge_template";

    // The shell waits for the end of its input, which comes when this process ends or is killed.
    private const string Script = """
        as=""
        if [ "$(id -u)" = 0 ]; then chown postgres "$1"; as="setpriv --reuid=postgres --regid=postgres --clear-groups"; fi
        cd "$1"
        $as "$3/initdb" -D "$1/data" -U edge --auth=trust --no-sync -E UTF8 --locale=C.UTF-8 >"$1/initdb.log" 2>&1 || exit 1
        $as "$3/postgres" -D "$1/data" -p "$2" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off \
            -c full_page_writes=off -c synchronous_commit=off -c max_connections=400 -c shared_buffers=64MB -c jit=off \
            -c deadlock_timeout=100ms -c autovacuum=off >"$1/postgres.log" 2>&1 &
        cat >/dev/null
        kill -QUIT $!
        wait $!
        rm -rf "$1"
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Lazy<Task<PostgresCluster>> Started = new(Start);

    private readonly int port;
    private readonly Process shell;
    private int databases;

    private PostgresCluster(int port, Process shell)
    {
        this.port = port;
        this.shell = shell;
    }

    /// <summary>Started by the first test that asks for it.</summary>
    public static Task<PostgresCluster> Shared => Started.Value;

    public string UrlOf(string database) => $"postgres://edge@127.0.0.1:{port}/{database}?pool_max=20&sslmode=disable";

    /// <returns>The name of a new database that is a copy of <paramref name="template"/>.</returns>
    public async Task<string> Create(string template)
    {
        var name = $"test_{Interlocked.Increment(ref databases)}";
        await Run($"create database {name} template {template}");
        return name;
    }

    public Task Drop(string database) => Run($"drop database {database} with (force)");

    private static async Task<PostgresCluster> Start()
    {
        var folder = Directory.CreateTempSubdirectory("edge-postgres-").FullName;
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        var port = FreePort();
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true };
        foreach (var argument in (string[])["-c", Script, "postgres", folder, $"{port}", Binaries()])
            start.ArgumentList.Add(argument);
        var cluster = new PostgresCluster(port, Process.Start(start)!);
        await cluster.Answers(folder);
        await cluster.Run($"create database {Template}");
        await using var app = Program.Compose(
            EdgeServer.SettingsOf(("Storage:Database", cluster.UrlOf(Template))),
            builder => builder.Services.AddSingleton<TimeProvider>(new FakeTime()));
        await app.Services.MigrateStorage();
        // Those of the months in which tests begin, so that not each of them makes its own.
        await app.Services.GetRequiredService<EventPartitionStore>().StartAsync(CancellationToken.None);
        return cluster;
    }

    private async Task Answers(string folder)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                await Run("select 1");
                return;
            }
            catch (NpgsqlException) when (!shell.HasExited)
            {
                await Task.Delay(50, patience.Token);
            }
            catch (NpgsqlException)
            {
                throw new InvalidOperationException($"PostgreSQL did not start; see {folder}");
            }
        }
    }

    private async Task Run(string statement)
    {
        await using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={port};Username=edge;Database=postgres;Pooling=false;SslMode=Disable");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    public static string Binaries() =>
        Directory.GetDirectories("/usr/lib/postgresql").OrderBy(path => path.Length).ThenBy(path => path, StringComparer.Ordinal).Last() + "/bin";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
