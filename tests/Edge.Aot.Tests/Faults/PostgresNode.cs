namespace Edge.Aot.Tests.Faults;

/// <summary>A PostgreSQL server that waits for its disk, as one in production does.</summary>
internal sealed class PostgresNode : IAsyncDisposable
{
    private const string User = "postgres";
    private readonly string folder;
    private readonly int port;
    private readonly ServerProcess process;

    public PostgresNode(string folder, int port)
    {
        this.folder = folder;
        this.port = port;
        process = new ServerProcess(folder, User,
        [
            Tool("postgres"), "-D", Data, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
            "-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "shared_buffers=64MB", "-c", "wal_receiver_status_interval=1s",
        ]);
    }

    public string Host => $"127.0.0.1:{port}";

    private string Data => Path.Combine(folder, "data");

    /// <param name="log">Where the write-ahead log shall be, if not beside the rest: an empty folder of the server's user.</param>
    public async Task Create(string? log = null)
    {
        await MakeFolder();
        string[] elsewhere = log is null ? [] : [$"--waldir={log}"];
        await ServerProcess.Run(
            User, [Tool("initdb"), "-D", Data, "-U", "edge", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8", .. elsewhere]);
        await Start();
        await Query("create database edge", "postgres");
    }

    /// <summary>Becomes a streaming replica of the other one, whatever it was before.</summary>
    public async Task Follow(PostgresNode primary)
    {
        await MakeFolder();
        await ServerProcess.Run(
            User, Tool("pg_basebackup"), "-h", "127.0.0.1", "-p", $"{primary.port}", "-U", "edge", "-D", Data, "-R", "-X", "stream",
            "--checkpoint=fast");
        await Start();
    }

    /// <summary>Gives back once it answers.</summary>
    public async Task Start()
    {
        await process.Start();
        await ServerProcess.Until(async () => await Query("select 1", "postgres") == "1");
    }

    public Task Kill() => process.Kill();

    /// <summary>Starts it anew, whether or not it had ended by itself, and gives back once it answers.</summary>
    public async Task Restart()
    {
        await process.DisposeAsync();
        await Start();
    }

    /// <returns>Rows as lines, columns parted by a bar.</returns>
    public Task<string> Query(string statement, string database = "edge") =>
        ServerProcess.Run("", "psql", "-h", "127.0.0.1", "-p", $"{port}", "-U", "edge", "-d", database, "-XAtqc", statement);

    /// <summary>From now on a commit is acknowledged when the replica has it too; false: when it is durable here.</summary>
    public async Task BeSynchronous(bool isSynchronous)
    {
        await Query($"alter system set synchronous_standby_names = '{(isSynchronous ? "*" : "")}'");
        await Query("select pg_reload_conf()");
        await ServerProcess.Until(async () => await Query("select sync_state from pg_stat_replication") == (isSynchronous ? "sync" : "async"));
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private async Task MakeFolder()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        if (ServerProcess.IsRoot)
            await ServerProcess.Run("", "chown", User, folder);
    }

    private static string Tool(string name) =>
        Directory.GetDirectories("/usr/lib/postgresql").OrderBy(path => path.Length).ThenBy(path => path, StringComparer.Ordinal).Last() + $"/bin/{name}";
}
