using System.Net.Http.Headers;
using System.Net.Http.Json;
using Edge.Features.SignIn;
using Edge.Hosting.Configuration;
using Edge.Shared.Contracts;
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
    private readonly Uri publicAddress;

    private EdgeServer(TestFolder folder, WebApplication app, FakeTime time)
    {
        this.folder = folder;
        this.app = app;
        Time = time;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToList();
        publicAddress = new Uri(addresses[0]);
        Http = NewClient();
        Admin = new HttpClient { BaseAddress = new Uri(addresses[1]) };
    }

    public HttpClient Http { get; }

    public HttpClient Admin { get; }

    public FakeTime Time { get; }

    public IServiceProvider Services => app.Services;

    public string DataFolder => folder.Path;

    public static Task<EdgeServer> Start(params (string Key, string Value)[] settings) => Start(null, settings);

    /// <param name="map">Adds endpoints of the test's own.</param>
    public static async Task<EdgeServer> Start(Action<WebApplication>? map, params (string Key, string Value)[] settings)
    {
        var folder = new TestFolder();
        var time = new FakeTime();
        var app = Program.Compose(
            SettingsOf([("Storage:Database", $"sqlite:{folder.File("edge.db")}"), .. settings]),
            builder => builder.Services.AddSingleton<TimeProvider>(time),
            map);
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

    /// <summary>A browser of its own that has opened a sign-in link; its changes say that they come from this site's pages.</summary>
    public async Task<HttpClient> SignedIn(Role role)
    {
        var link = await Services.GetRequiredService<SignInLinks>().Issue(role);
        using var answer = await Http.PostAsJsonAsync("/api/v1/session", new SignInRequest(link.Fragment["#token=".Length..]), WireJson.Default.SignInRequest);
        answer.EnsureSuccessStatusCode();
        var client = NewClient();
        client.DefaultRequestHeaders.Add("Cookie", answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return client;
    }

    /// <summary>A program with a key that an administrator has issued.</summary>
    public async Task<HttpClient> ApiKey(Role role)
    {
        using var admin = await SignedIn(Role.Admin);
        using var answer = await admin.PostAsJsonAsync(
            "/api/v1/api-keys", new CreateApiKeyRequest("test", role), WireJson.Default.CreateApiKeyRequest);
        answer.EnsureSuccessStatusCode();
        var issued = await answer.Content.ReadFromJsonAsync(WireJson.Reading.IssuedApiKey);
        var client = NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", issued!.Secret);
        return client;
    }

    /// <summary>A client of the public listener that keeps no cookies and follows no redirects.</summary>
    public HttpClient NewClient() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = publicAddress };

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Admin.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Dispose();
    }
}
