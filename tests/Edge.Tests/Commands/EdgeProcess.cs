using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Edge.Tests.Commands;

/// <summary>The service in a process of its own, for what a process alone shows: signals, exit codes, locks, its environment.</summary>
internal sealed class EdgeProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly Task<string> error;

    private EdgeProcess(Process process, int port)
    {
        this.process = process;
        Port = port;
        error = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
    }

    public int Port { get; }

    public HttpClient Http { get; } = new();

    /// <summary>Starts <c>edge serve</c> on the folder's database and waits until it answers.</summary>
    public static async Task<EdgeProcess> Serve(TestFolder folder, Dictionary<string, string>? environment = null, params string[] arguments)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder.Path,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        string[] all =
        [
            Path.Combine(AppContext.BaseDirectory, "edge.dll"), "serve", "--urls", $"http://127.0.0.1:{port}", "--admin-urls", "http://127.0.0.1:0",
            "--database", $"sqlite:{folder.File("edge.db")}", .. arguments,
        ];
        foreach (var argument in all)
            start.ArgumentList.Add(argument);
        // The service is laid out for its own folder; beside the tests its native library is one level further down.
        start.Environment["LD_LIBRARY_PATH"] = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native");
        foreach (var (name, value) in environment ?? [])
            start.Environment[name] = value;
        var served = new EdgeProcess(Process.Start(start)!, port);
        await served.UntilAnswers();
        return served;
    }

    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{process.Id}"]);
        kill.WaitForExit();
    }

    public async Task<(int Code, string Error)> Exit()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await error);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task UntilAnswers()
    {
        for (var attempt = 0; attempt < 600 && !process.HasExited; attempt++)
        {
            try
            {
                using var answer = await Http.GetAsync($"http://127.0.0.1:{Port}/health/live");
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }
        throw new InvalidOperationException($"The service did not come up: {(process.HasExited ? await error : "it is silent")}");
    }
}
