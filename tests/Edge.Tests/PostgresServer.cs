using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Edge.Tests;

/// <summary>
/// A PostgreSQL server that a test may stop, kill, promote and start again. It ends with this process at the latest, however that ends.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    // The shell waits for the end of its input, which comes when this process ends or is killed. On a busy machine a replica falls behind
    // the databases that tests make, and cannot go on once the primary has thrown away what it lacks.
    private const string Script = """
        $4 "$1/postgres" -D "$2" -p "$3" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c full_page_writes=off \
            -c shared_buffers=16MB -c jit=off -c autovacuum=off -c wal_receiver_status_interval=1s -c wal_keep_size=4GB $5 >>"$2/../$3.log" 2>&1 &
        echo $!
        cat >/dev/null
        kill -QUIT $! 2>/dev/null && kill -CONT $! 2>/dev/null
        wait $!
        [ -z "$6" ] || rm -rf "$6"
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string data;
    private readonly string options;
    private readonly string swept;
    private Process? shell;
    private int pid;

    private PostgresServer(string data, string options, string swept)
    {
        this.data = data;
        this.options = options;
        this.swept = swept;
        Port = FreePort();
    }

    public int Port { get; }

    public string Host => $"127.0.0.1:{Port}";

    /// <param name="options">More words for its command line.</param>
    /// <param name="swept">A folder that goes away when the server ends, for one that nobody stops.</param>
    public static async Task<PostgresServer> Primary(string folder, string options = "", string swept = "")
    {
        var server = new PostgresServer(Path.Combine(folder, "primary"), options, swept);
        await Tool("initdb", "-D", server.data, "-U", "edge", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8");
        await server.Start();
        await server.Run("create database edge");
        return server;
    }

    public async Task<PostgresServer> Replica(string folder, string options = "")
    {
        var replica = new PostgresServer(Path.Combine(folder, "replica"), options, swept);
        await Tool(
            "pg_basebackup", "-h", "127.0.0.1", "-p", $"{Port}", "-U", "edge", "-D", replica.data, "-R", "-X", "stream", "--no-sync",
            "--checkpoint=fast");
        await replica.Start();
        return replica;
    }

    public async Task Start()
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])["-c", Script, "postgres", Binaries(), data, $"{Port}", As(), options, swept])
            start.ArgumentList.Add(argument);
        shell = Process.Start(start)!;
        pid = int.Parse((await shell.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        await Until(async () => await Number("select 1") == 1);
    }

    /// <summary>As a power failure would.</summary>
    public async Task Kill()
    {
        Signal("KILL");
        await Ended();
    }

    /// <summary>As an administrator would, who does not wait for clients.</summary>
    public async Task Stop()
    {
        Signal("INT");
        await Ended();
    }

    /// <summary>The machine hangs: connections stay, and nothing answers.</summary>
    public void Freeze()
    {
        Signal("STOP");
        foreach (var child in File.ReadAllText($"/proc/{pid}/task/{pid}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            Signal("STOP", child);
    }

    public void Thaw()
    {
        foreach (var child in File.ReadAllText($"/proc/{pid}/task/{pid}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            Signal("CONT", child);
        Signal("CONT");
    }

    public async Task Run(string statement) => await Number(statement);

    public async Task<long?> Number(string statement)
    {
        await using var connection = new NpgsqlConnection(
            $"Host=127.0.0.1;Port={Port};Username=edge;Database={(statement.StartsWith("create database", StringComparison.Ordinal) ? "postgres" : "edge")};"
            + "Pooling=false;SslMode=Disable;Timeout=5;CommandTimeout=20");
        try
        {
            await connection.OpenAsync();
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return 1; // before the database is made
        }
        await using var command = new NpgsqlCommand(statement, connection);
        var value = await command.ExecuteScalarAsync();
        return value is null or DBNull || value is string ? null : Convert.ToInt64(value, CultureInfo.InvariantCulture);
    }

    public static async Task Until(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                if (await condition())
                    return;
            }
            catch (NpgsqlException) when (!patience.IsCancellationRequested)
            {
                // not yet
            }
            await Task.Delay(20, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (shell is null)
            return;
        shell.StandardInput.Close();
        await shell.WaitForExitAsync();
        shell.Dispose();
    }

    private async Task Ended()
    {
        shell!.StandardInput.Close();
        await shell.WaitForExitAsync();
        shell.Dispose();
        shell = null;
        // The children of a killed server notice it by and by; a new one will not start before.
        var lockFile = Path.Combine(data, "postmaster.pid");
        await Until(() => Task.FromResult(!IsInUse()));
        File.Delete(lockFile);
    }

    private bool IsInUse()
    {
        foreach (var process in Process.GetProcessesByName("postgres"))
        {
            try
            {
                if (new FileInfo($"/proc/{process.Id}/cwd").LinkTarget == data)
                    return true;
            }
            catch (IOException)
            {
                // ended meanwhile
            }
            finally
            {
                process.Dispose();
            }
        }
        return false;
    }

    private void Signal(string name, string? process = null)
    {
        using var kill = Process.Start("/bin/kill", [$"-{name}", process ?? $"{pid}"]);
        kill.WaitForExit();
    }

    private static async Task Tool(string name, params string[] arguments)
    {
        string[] words = [.. As().Split(' ', StringSplitOptions.RemoveEmptyEntries), $"{Binaries()}/{name}", .. arguments];
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var tool = Process.Start(start)!;
        var output = tool.StandardOutput.ReadToEndAsync();
        var errors = await tool.StandardError.ReadToEndAsync();
        await output;
        await tool.WaitForExitAsync();
        Assert.True(tool.ExitCode == 0, errors);
    }

    private static string Binaries() =>
        Directory.GetDirectories("/usr/lib/postgresql").OrderBy(path => path.Length).ThenBy(path => path, StringComparer.Ordinal).Last() + "/bin";

    private static string As() => Environment.UserName == "root" ? "setpriv --reuid=postgres --regid=postgres --clear-groups" : "";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
