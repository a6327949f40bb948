using System.Net.Http.Headers;
using System.Net.Http.Json;
using Edge.Features.SignIn.Links;
using Edge.Hosting.Configuration;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Facts;
using Edge.Storage.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests;

/// <summary>The whole service in this process: real sockets, a real database of its own, a clock the test moves.</summary>
internal sealed class EdgeServer : IAsyncDisposable
{
    private readonly TestFolder folder;
    private readonly TestDatabase database;
    private readonly WebApplication app;
    private readonly Uri publicAddress;

    private EdgeServer(TestFolder folder, TestDatabase database, WebApplication app, FakeTime time)
    {
        this.folder = folder;
        this.database = database;
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

    public string DatabaseUrl => database.Url;

    public static Task<EdgeServer> Start(params (string Key, string Value)[] settings) => Start(null, settings);

    /// <param name="map">Adds endpoints of the test's own.</param>
    public static async Task<EdgeServer> Start(Action<WebApplication>? map, params (string Key, string Value)[] settings)
    {
        var folder = new TestFolder();
        var database = await TestDatabase.Create(folder);
        var time = new FakeTime();
        var app = Program.Compose(
            SettingsOf([("Storage:Database", database.Url), .. settings]),
            builder => builder.Services.AddSingleton<TimeProvider>(time),
            map);
        await Program.Start(app);
        await AllHostsRead(app, settings);
        return new EdgeServer(folder, database, app, time);
    }

    /// <summary>From then on the replica answers too, and the service is healthy. A test with a database of its own waits for itself.</summary>
    public static Task AllHostsRead(WebApplication app, (string Key, string Value)[] settings) =>
        TestDatabase.IsPostgres && Array.TrueForAll(settings, setting => setting.Key != "Storage:Database")
            ? PostgresServer.Until(() => Task.FromResult(
                app.Services.GetRequiredService<PostgresSources>().Hosts.All(host => host.Standing.IsReadable)))
            : Task.CompletedTask;

    public static Settings SettingsOf(params (string Key, string Value)[] settings)
    {
        var values = new Dictionary<string, string?>
        {
            ["Hosting:Urls"] = "http://127.0.0.1:0",
            ["Hosting:AdminUrls"] = "http://127.0.0.1:0",
            // The other tests' work waits for the same threads.
            ["LoadShedding:QueueDelay"] = "0s",
        };
        foreach (var (key, value) in settings)
            values[key] = value;
        return new Settings(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), []);
    }

    /// <summary>A browser of its own that has opened a sign-in link; its changes say that they come from this site's pages.</summary>
    public async Task<HttpClient> SignedIn(Role role)
    {
        var link = await Services.GetRequiredService<SignInLinks>().Issue(role);
        return await Open(link.Fragment["#token=".Length..]);
    }

    /// <summary>A browser of its own that has opened the sign-in link with this token.</summary>
    public async Task<HttpClient> Open(string token)
    {
        using var answer = await Http.PostAsJsonAsync("/api/v1/session", new SignInRequest(token), WireJson.Default.SignInRequest);
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

    /// <summary>Every fact so far.</summary>
    public async Task<List<RecordedFact>> Facts()
    {
        await Settled();
        return await Services.GetRequiredService<FactLog>().ReadAfter(default, 1000);
    }

    /// <summary>
    /// What was committed can be listed in the order of changes. PostgreSQL's server holds it back until every transaction that began
    /// before has ended, those of other tests too.
    /// </summary>
    public async Task Settled()
    {
        var storage = Services.GetRequiredService<Database>();
        if (storage.Dialect != Dialect.Postgres)
            return;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await storage.Read(session => session.Number($"select max(tx) - settled_transactions() from facts")) >= 0)
            await Task.Delay(2, patience.Token);
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
        await database.DisposeAsync();
        folder.Dispose();
    }
}
