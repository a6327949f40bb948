using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using Edge.Features.SignIn.Links;
using Edge.Shared.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.SignIn;

/// <summary>A browser of a person's: it keeps cookies, and its changes say that they come from this site's pages.</summary>
internal sealed class TestBrowser(EdgeServer server, string? userAgent = null) : IDisposable
{
    public const string Session = "__Host-edge";

    private readonly HttpClient http = server.NewClient();

    public EdgeServer Server => server;

    public Dictionary<string, string> Cookies { get; } = [];

    public static async Task<TestBrowser> SignedIn(EdgeServer server, Role role = Role.Operator, string? userAgent = null)
    {
        var browser = new TestBrowser(server, userAgent);
        var link = await server.Services.GetRequiredService<SignInLinks>().Issue(role);
        using var answer = await browser.Post("/api/v1/session", new SignInRequest(link.Fragment["#token=".Length..]), WireJson.Default.SignInRequest);
        answer.EnsureSuccessStatusCode();
        return browser;
    }

    public Task<HttpResponseMessage> Get(string path) => Send(HttpMethod.Get, path, null);

    public Task<HttpResponseMessage> Delete(string path) => Send(HttpMethod.Delete, path, null);

    public Task<HttpResponseMessage> Post<T>(string path, T body, JsonTypeInfo<T> type) => Send(HttpMethod.Post, path, JsonContent.Create(body, type));

    public Task<HttpResponseMessage> Post(string path) => Send(HttpMethod.Post, path, null);

    public async Task<T> Read<T>(string path, JsonTypeInfo<T> type)
    {
        using var answer = await Get(path);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync(type))!;
    }

    public async Task<string> Via() => (await Read("/api/v1/session", WireJson.Reading.Me)).Via;

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (userAgent is not null)
            request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        if (Cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var answer = await http.SendAsync(request);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set.Select(line => line.Split(';')[0].Split('=', 2)))
                Cookies[cookie[0]] = cookie[1];
        }
        return answer;
    }

    public void Dispose() => http.Dispose();
}
