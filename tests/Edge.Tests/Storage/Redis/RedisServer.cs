using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Edge.Tests.Storage.Redis;

/// <summary>A real redis-server (or sentinel) on a free loopback port, in a folder of its own, ended with the test.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    // The server ends with the pipe, and so with the tests, however they end.
    private const string Wrapper = "redis-server \"$@\" >/dev/null 2>&1 & echo $!; cat >/dev/null; kill -KILL $!; wait $! 2>/dev/null";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TestFolder folder = new();
    private readonly List<string> arguments = [];
    private Process? process;
    private string processId = "";

    private RedisServer(int port) => Port = port;

    public int Port { get; }

    public string Url => $"redis://127.0.0.1:{Port}";

    public string Folder => folder.Path;

    /// <param name="arguments">As redis-server takes them, after those every test needs.</param>
    public static async Task<RedisServer> Start(params string[] arguments)
    {
        var server = new RedisServer(FreePort());
        server.arguments.AddRange(["--port", $"{server.Port}", "--bind", "127.0.0.1", "--dir", server.Folder, "--save", "", "--appendonly", "no"]);
        server.arguments.AddRange(arguments);
        await server.Run();
        return server;
    }

    public static async Task<RedisServer> StartSentinel(string master, int masterPort, params string[] lines)
    {
        var server = new RedisServer(FreePort());
        var file = server.folder.File("sentinel.conf");
        await File.WriteAllLinesAsync(file,
        [
            $"port {server.Port}", "bind 127.0.0.1", $"dir {server.Folder}",
            $"sentinel monitor {master} 127.0.0.1 {masterPort} 2",
            $"sentinel down-after-milliseconds {master} 500", $"sentinel failover-timeout {master} 3000", .. lines,
        ]);
        server.arguments.AddRange([file, "--sentinel"]);
        await server.Run();
        return server;
    }

    /// <summary>Starts it again on the same port, with nothing of what it knew.</summary>
    public async Task Run()
    {
        process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Wrapper, "redis", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        processId = (await process.StandardOutput.ReadLineAsync())!;
        using var patience = new CancellationTokenSource(Patience);
        while (!await Listens())
        {
            Assert.False(process.HasExited, "redis-server ended at once");
            await Task.Delay(10, patience.Token);
        }
    }

    public async Task Kill()
    {
        if (process is null)
            return;
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>The process stands still: the kernel goes on taking connections and bytes for it.</summary>
    public Task Pause() => Signal("-STOP");

    public Task Continue() => Signal("-CONT");

    /// <summary>Asks with a fresh connection, outside of the client under test; gives the answer's bytes as text.</summary>
    public async Task<string> Ask(string command)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(command + "\r\n"));
        socket.Client.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        folder.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, processId]);
        await kill.WaitForExitAsync();
    }

    private async Task<bool> Listens()
    {
        try
        {
            return (await Ask("PING")).Length > 0;
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            return false;
        }
    }
}
