namespace Edge.Aot.Tests.Faults;

/// <summary>A redis-server, or a sentinel.</summary>
internal sealed class RedisNode : IAsyncDisposable
{
    private readonly ServerProcess process;

    private RedisNode(int port, ServerProcess process)
    {
        Port = port;
        this.process = process;
    }

    public int Port { get; }

    public static async Task<RedisNode> StartServer(string folder, int port, params string[] arguments)
    {
        Directory.CreateDirectory(folder);
        string[] command = ["redis-server", "--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--repl-diskless-sync-delay", "0", .. arguments];
        return await Started(folder, port, command);
    }

    public static async Task<RedisNode> StartSentinel(string folder, int port, int masterPort)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "sentinel.conf");
        await File.WriteAllLinesAsync(file,
        [
            $"port {port}", "bind 127.0.0.1", $"sentinel monitor {FaultCluster.RedisMaster} 127.0.0.1 {masterPort} 2",
            $"sentinel failover-timeout {FaultCluster.RedisMaster} 10000",
        ]);
        return await Started(folder, port, ["redis-server", file, "--sentinel"]);
    }

    public async Task Start()
    {
        await process.Start();
        await Says("PONG", "PING");
    }

    public Task Kill() => process.Kill();

    public Task Signal(string name) => process.Signal(name);

    public Task<string> Ask(params string[] command) => ServerProcess.Run("", ["redis-cli", "-p", $"{Port}", .. command]);

    public Task Says(string expected, params string[] command) =>
        ServerProcess.Until(async () => (await Ask(command)).Contains(expected, StringComparison.Ordinal));

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private static async Task<RedisNode> Started(string folder, int port, IReadOnlyList<string> command)
    {
        var server = new RedisNode(port, new ServerProcess(folder, "", command));
        await server.Start();
        return server;
    }
}
