using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Caching.Cdn;

/// <summary>What a provider would have received.</summary>
internal sealed record Received(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Header(string name) => Headers.TryGetValue(name, out var value) ? value : "";
}

/// <summary>A server over real HTTP in a provider's place: keeps each request and answers as the test says.</summary>
internal sealed class FakeCdn : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakeCdn(WebApplication app)
    {
        this.app = app;
        app.Run(Answer);
    }

    public Uri Url { get; private set; } = null!;

    public ConcurrentQueue<Received> Received { get; } = new();

    public Func<Received, HttpContext, Task> Reply { get; set; } = (_, _) => Task.CompletedTask;

    public static async Task<FakeCdn> Start(Func<Received, HttpContext, Task>? reply = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var fake = new FakeCdn(builder.Build());
        fake.Reply = reply ?? fake.Reply;
        await fake.app.StartAsync();
        fake.Url = new Uri(fake.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return fake;
    }

    /// <summary>A Varnish with edge.vcl, as far as one can tell from outside.</summary>
    public static Task<FakeCdn> Varnish() => Start((_, http) =>
    {
        http.Response.Headers["X-Edge-Purged"] = "1";
        return Task.CompletedTask;
    });

    /// <summary>Waits until so many requests have come, and gives them all.</summary>
    public async Task<Received[]> Wait(int count)
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
        using var reader = new StreamReader(http.Request.Body);
        var headers = http.Request.Headers.ToDictionary(one => one.Key, one => one.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var received = new Received(
            http.Request.Method, http.Request.Path + http.Request.QueryString, headers, await reader.ReadToEndAsync());
        await Reply(received, http);
        Received.Enqueue(received);
    }
}
