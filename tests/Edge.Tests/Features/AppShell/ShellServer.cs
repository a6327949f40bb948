using Edge.Features.AppShell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Edge.Tests.Features.AppShell;

/// <summary>The service with the fixture's web app, or with none, whatever this build has embedded.</summary>
internal sealed class ShellServer : IAsyncDisposable
{
    private readonly TestFolder folder;
    private readonly WebApplication app;

    private ShellServer(TestFolder folder, WebApplication app)
    {
        this.folder = folder;
        this.app = app;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToList();
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(addresses[0]) };
        Admin = new HttpClient { BaseAddress = new Uri(addresses[1]) };
    }

    public HttpClient Http { get; }

    public HttpClient Admin { get; }

    public static WebApplication Compose(TestFolder folder, WebPack? pack, params (string Key, string Value)[] settings) => Program.Compose(
        EdgeServer.SettingsOf([("Storage:Database", $"sqlite:{folder.File("edge.db")}"), .. settings]),
        builder =>
        {
            builder.Services.RemoveAll<WebPack>();
            if (pack is not null)
                builder.Services.AddSingleton(pack);
        });

    public static async Task<ShellServer> Start(WebPack? pack, params (string Key, string Value)[] settings)
    {
        var folder = new TestFolder();
        var app = Compose(folder, pack, settings);
        await Program.Start(app);
        return new ShellServer(folder, app);
    }

    /// <param name="headers">"Name: value", sent as they are.</param>
    public Task<HttpResponseMessage> Send(HttpMethod method, string path, params string[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var header in headers)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            request.Headers.TryAddWithoutValidation(header[..colon], header[(colon + 1)..].Trim());
        }
        return Http.SendAsync(request);
    }

    public Task<HttpResponseMessage> Get(string path, params string[] headers) => Send(HttpMethod.Get, path, headers);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Admin.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Dispose();
    }
}
