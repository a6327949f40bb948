using System.Text.Json;
using Edge.Shared.Contracts;

namespace Edge.Aot.Tests.Faults;

/// <summary>A node at an address that stays the same when it is killed and started again.</summary>
internal sealed class FaultNode(int port, int adminPort, (string Name, string Value)[] storage) : IAsyncDisposable
{
    private readonly Sandbox sandbox = new();
    private EdgeProcess? process;

    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5) })
    {
        BaseAddress = new Uri($"http://127.0.0.1:{port}"),
        Timeout = TimeSpan.FromSeconds(20),
    };

    public async Task Start()
    {
        var adminUrl = new Uri($"http://127.0.0.1:{adminPort}");
        (string, string)[] addresses = [("EDGE_HOSTING__URLS", Http.BaseAddress!.AbsoluteUri), ("EDGE_HOSTING__ADMINURLS", adminUrl.AbsoluteUri)];
        var command = sandbox.Prepare(EdgeBinary.Path, [.. addresses, .. storage]);
        process = await EdgeProcess.Start(command, Http.BaseAddress, adminUrl);
    }

    public async Task Kill()
    {
        await process!.KillAtOnce();
        await process.DisposeAsync();
        process = null;
    }

    /// <summary>SIGTERM, then the exit code.</summary>
    public async Task<int> Stop()
    {
        var exitCode = await process!.Stop();
        await process.DisposeAsync();
        process = null;
        return exitCode;
    }

    public Task<string> IssueKey(Role role) => ApiClient.IssueKey(process!, sandbox, role, storage);

    /// <returns>The word of <c>/health</c>, or "gone".</returns>
    public async Task<string> Health()
    {
        try
        {
            using var answer = await Http.GetAsync("/health");
            using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            return body.RootElement.GetProperty("state").GetString()!;
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException)
        {
            return "gone";
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        Http.Dispose();
        sandbox.Dispose();
    }
}
