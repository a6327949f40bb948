using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Edge.Observability.Logs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Observability;

/// <summary>The whole service with its log lines captured, and with routes of the test's own.</summary>
internal sealed class ObservedServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly TestFolder folder = new();
    private TestDatabase database = null!;
    private WebApplication app = null!;

    public HttpClient Http { get; private set; } = null!;

    public HttpClient Admin { get; private set; } = null!;

    public CapturedOutput Output { get; } = new();

    public IServiceProvider Services => app.Services;

    public string DatabasePath => folder.File("edge.db");

    public static async Task<ObservedServer> Start(Action<WebApplication>? map = null, params (string Key, string Value)[] settings)
    {
        var server = new ObservedServer();
        server.database = await TestDatabase.Create(server.folder);
        server.app = Program.Compose(
            EdgeServer.SettingsOf([("Storage:Database", server.database.Url), .. settings]),
            builder => builder.Services
                .AddSingleton<TimeProvider>(new FakeTime())
                .AddSingleton(_ => new LogSink(server.Output)));
        map?.Invoke(server.app);
        await Program.Start(server.app);
        await EdgeServer.AllHostsRead(server.app, settings);
        var addresses = server.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToList();
        server.Http = new HttpClient { BaseAddress = new Uri(addresses[0]) };
        server.Admin = new HttpClient { BaseAddress = new Uri(addresses[1]) };
        return server;
    }

    /// <summary>Waits for a line: the access log writes after the client has its answer.</summary>
    public async Task<JsonElement> Line(Func<JsonElement, bool> wanted)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            foreach (var line in Lines())
            {
                if (wanted(line))
                    return line;
            }
            await Task.Delay(5, patience.Token);
        }
    }

    /// <summary>Every line so far; each must be one JSON object.</summary>
    public IEnumerable<JsonElement> Lines()
    {
        Services.GetRequiredService<LogSink>().Flush();
        return Output.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
    }

    public async Task<string> Metrics() => await Admin.GetStringAsync("/metrics");

    /// <summary>Sends bytes that no HTTP client would, and gives the answer's head and body.</summary>
    public async Task<string> Raw(string request, bool toAdmin = false)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", (toAdmin ? Admin : Http).BaseAddress!.Port);
        await socket.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(socket.GetStream());
        return await reader.ReadToEndAsync();
    }

    public Task Stop() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Admin.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
        folder.Dispose();
    }
}

internal static class LineReading
{
    public static string? Text(this JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) ? value.ToString() : null;
}
