using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Edge.Aot.Tests;

/// <summary>The binary serving on free loopback ports, from a sandbox that outlives it.</summary>
internal sealed partial class EdgeProcess : IAsyncDisposable
{
    private const int Sigterm = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();

    private EdgeProcess(ProcessStartInfo command, Uri url, Uri adminUrl)
    {
        Url = url;
        AdminUrl = adminUrl;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = url };
        process = new Process { StartInfo = command };
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(error, line.Data);
    }

    public Uri Url { get; }

    public Uri AdminUrl { get; }

    public HttpClient Http { get; }

    public int Id => process.Id;

    public string Output => Read(output);

    public string Error => Read(error);

    /// <summary>Starts the service and waits until it is ready.</summary>
    public static async Task<EdgeProcess> Start(Sandbox sandbox, params (string Name, string Value)[] settings)
    {
        var ports = FreePorts(2);
        var url = new Uri($"http://127.0.0.1:{ports[0]}");
        var adminUrl = new Uri($"http://127.0.0.1:{ports[1]}");
        (string, string)[] addresses = [("EDGE_HOSTING__URLS", url.AbsoluteUri), ("EDGE_HOSTING__ADMINURLS", adminUrl.AbsoluteUri)];
        return await Start(sandbox.Prepare(EdgeBinary.Path, [.. addresses, .. settings]), url, adminUrl);
    }

    /// <summary>Starts a command that ends up as the service at these addresses, and waits until it is ready.</summary>
    public static async Task<EdgeProcess> Start(ProcessStartInfo command, Uri url, Uri adminUrl)
    {
        var edge = new EdgeProcess(command, url, adminUrl);
        edge.process.Start();
        edge.process.BeginOutputReadLine();
        edge.process.BeginErrorReadLine();
        try
        {
            await edge.WaitFor("/health/ready", HttpStatusCode.OK);
        }
        catch
        {
            await edge.DisposeAsync();
            throw;
        }
        return edge;
    }

    /// <summary>Asks until the answer has this status.</summary>
    public async Task WaitFor(string path, HttpStatusCode status)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!process.HasExited && !limit.IsCancellationRequested)
        {
            try
            {
                using var answer = await Http.GetAsync(path, limit.Token);
                if (answer.StatusCode == status)
                    return;
            }
            catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException)
            {
                // Not listening yet.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
        throw new InvalidOperationException($"{path} did not answer {(int)status}; the process {State}.\n{Output}\n{Error}");
    }

    /// <summary>Sends SIGTERM.</summary>
    public void Terminate() => Kill(process.Id, Sigterm);

    /// <summary>SIGKILL: the process gets no chance to tidy up.</summary>
    public async Task KillAtOnce()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Waits for the end and gives the exit code.</summary>
    public async Task<int> Ended()
    {
        using var limit = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    /// <summary>SIGTERM, then the exit code.</summary>
    public Task<int> Stop()
    {
        Terminate();
        return Ended();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!process.HasExited)
            await KillAtOnce();
        process.Dispose();
    }

    private string State => process.HasExited ? $"ended with exit code {process.ExitCode}" : "is still running";

    private static void Keep(StringBuilder text, string? line)
    {
        lock (text)
            text.AppendLine(line);
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }

    // All are held at once, so that no port is given out twice.
    public static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
