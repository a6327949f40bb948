using Edge.Hosting.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests;

/// <summary>The whole service in this process: real sockets, a real database in a folder of its own, a clock the test moves.</summary>
internal sealed class EdgeServer : IAsyncDisposable
{
    private readonly TestFolder folder;
    private readonly WebApplication app;

    private EdgeServer(TestFolder folder, WebApplication app, FakeTime time)
    {
        this.folder = folder;
        this.app = app;
        Time = time;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToList();
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(addresses[0]) };
        Admin = new HttpClient { BaseAddress = new Uri(addresses[1]) };
    }

    public HttpClient Http { get; }

    public HttpClient Admin { get; }

    public FakeTime Time { get; }

    public IServiceProvider Services => app.Services;

    public string DataFolder => folder.Path;

    public static async Task<EdgeServer> Start(params (string Key, string Value)[] settings)
    {
        var folder = new TestFolder();
        var time = new FakeTime();
        var app = Program.Compose(
            SettingsOf([("Storage:Database", $"sqlite:{folder.File("edge.db")}"), .. settings]),
            builder => builder.Services.AddSingleton<TimeProvider>(time));
        await Program.Start(app);
        return new EdgeServer(folder, app, time);
    }

    public static Settings SettingsOf(params (string Key, string Value)[] settings)
    {
        var values = new Dictionary<string, string?>
        {
            ["Hosting:Urls"] = "http://127.0.0.1:0",
            ["Hosting:AdminUrls"] = "http://127.0.0.1:0",
        };
        foreach (var (key, value) in settings)
            values[key] = value;
        return new Settings(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), []);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Admin.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Dispose();
    }
}
