using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Edge.Pipeline.ApiKeys;
using Edge.Shared.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.ApiKeys;

/// <summary>An administrator in a browser, and the keys that he issues.</summary>
internal sealed class KeyScene(EdgeServer server, HttpClient admin) : IAsyncDisposable
{
    private HttpClient admin = admin;

    public const string Path = "/api/v1/api-keys";
    public const string Shipments = "/api/v1/shipments";
    public const string Session = "/api/v1/session";

    public EdgeServer Server => server;

    public HttpClient Admin => admin;

    public static async Task<KeyScene> Start(params (string Key, string Value)[] settings)
    {
        var server = await EdgeServer.Start([("Hosting:TrustedProxies", "127.0.0.1"), .. settings]);
        return new KeyScene(server, await server.SignedIn(Role.Admin));
    }

    /// <summary>Lets time go by; the administrator, whose session may have ended in it, signs in anew.</summary>
    public async Task Advance(TimeSpan span)
    {
        server.Time.Advance(span);
        admin.Dispose();
        admin = await server.SignedIn(Role.Admin);
    }

    public async Task<IssuedApiKey> Issue(CreateApiKeyRequest request)
    {
        using var answer = await admin.PostAsJsonAsync(Path, request, WireJson.Default.CreateApiKeyRequest);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync(WireJson.Reading.IssuedApiKey))!;
    }

    public async Task<ApiKey> Get(Guid id) => (await admin.GetFromJsonAsync($"{Path}/{id}", WireJson.Reading.ApiKey))!;

    public Task<HttpResponseMessage> Rotate(Guid id, string body = "{}") => admin.PostAsync($"{Path}/{id}/rotate", Json(body));

    public async Task<IssuedApiKey> Rotated(Guid id, string body = "{}")
    {
        using var answer = await Rotate(id, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync(WireJson.Reading.IssuedApiKey))!;
    }

    public async Task<HttpResponseMessage> Change(Guid id, string version, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Path}/{id}") { Content = Json(body) };
        request.Headers.TryAddWithoutValidation("If-Match", version);
        return await admin.SendAsync(request);
    }

    /// <summary>Asks with a key, as somebody at an address.</summary>
    public Task<HttpResponseMessage> Ask(string secret, string path = Session, string? from = null) => Ask(server, secret, path, from);

    public static async Task<HttpResponseMessage> Ask(EdgeServer node, string secret, string path = Session, string? from = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        if (from is not null)
            request.Headers.Add("X-Forwarded-For", from);
        return await node.Http.SendAsync(request);
    }

    public async Task<int> Status(string secret, string path = Session, string? from = null)
    {
        using var answer = await Ask(secret, path, from);
        return (int)answer.StatusCode;
    }

    public Task Flush() => Flush(server);

    public static Task Flush(EdgeServer node) => node.Services.GetRequiredService<KeyUsageStore>().Flush();

    public static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        await server.DisposeAsync();
    }
}
