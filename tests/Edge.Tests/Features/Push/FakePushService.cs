using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.Push;

internal sealed record Pushed(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body, string Connection);

/// <summary>A push service over real HTTP: keeps what it is sent and answers as the test says, 201 unless told otherwise.</summary>
internal sealed class FakePushService : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakePushService(WebApplication app)
    {
        this.app = app;
        app.Run(Answer);
    }

    public string Origin { get; private set; } = "";

    public ConcurrentQueue<Pushed> Received { get; } = new();

    public Func<Pushed, HttpContext, Task> Reply { get; set; } = (_, _) => Task.CompletedTask;

    public static async Task<FakePushService> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var fake = new FakePushService(builder.Build());
        await fake.app.StartAsync();
        fake.Origin = fake.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return fake;
    }

    public FakeDevice Device(string name = "one") => new($"{Origin}/push/{name}");

    /// <summary>Waits until so many requests have come, and gives them all.</summary>
    public async Task<Pushed[]> Wait(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Received.Count < count)
            await Task.Delay(5, patience.Token);
        return [.. Received];
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task Answer(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var headers = http.Request.Headers.ToDictionary(one => one.Key, one => one.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var pushed = new Pushed(http.Request.Path, headers, body.ToArray(), http.Connection.Id);
        http.Response.StatusCode = 201;
        await Reply(pushed, http);
        Received.Enqueue(pushed);
    }
}
