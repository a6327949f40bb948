using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Edge.Shared.Contracts;

namespace Edge.Tests.Features.SignIn.Wallets;

/// <summary>A browser that keeps the cookies it is given, secure ones over plain http too.</summary>
internal sealed class WalletBrowser(HttpClient http) : IDisposable
{
    public const string SignInChallenge = "/api/v1/session/challenge";
    public const string SignIn = "/api/v1/session/wallet";
    public const string LinkChallenge = "/api/v1/session/wallets/challenge";
    public const string Wallets = "/api/v1/session/wallets";

    private readonly Dictionary<string, string> cookies = Cookies(http);

    public HttpClient Http => http;

    public async Task<WalletChallenge> Ask(TestWallet wallet, string path = SignInChallenge)
    {
        using var answer = await Post(path, new { chain = WireName.Of(wallet.Chain), address = wallet.Address });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync(WireJson.Reading.WalletChallenge))!;
    }

    public Task<HttpResponseMessage> Send(TestWallet wallet, string message, string? signature = null, string path = SignIn) =>
        Post(path, new { chain = WireName.Of(wallet.Chain), message, signature = signature ?? wallet.Sign(message) });

    /// <summary>The whole way: a challenge, signed and sent.</summary>
    public async Task<HttpResponseMessage> Enter(TestWallet wallet) => await Send(wallet, (await Ask(wallet)).Message!);

    public async Task<HttpResponseMessage> Link(TestWallet wallet, string? name = null)
    {
        var message = (await Ask(wallet, LinkChallenge)).Message!;
        return await Post(Wallets, new { chain = WireName.Of(wallet.Chain), message, signature = wallet.Sign(message), name });
    }

    public async Task<HttpResponseMessage> Post(string path, object body)
    {
        using var content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        return Keep(await http.PostAsync(path, content));
    }

    public async Task<HttpResponseMessage> Unlink(Guid id) => Keep(await http.DeleteAsync($"{Wallets}/{id}"));

    public void Dispose() => http.Dispose();

    private HttpResponseMessage Keep(HttpResponseMessage answer)
    {
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var (name, value) = cookie.Split(';')[0].Split('=', 2) is [var left, var right] ? (left, right) : ("", "");
            cookies[name] = value;
        }
        http.DefaultRequestHeaders.Remove("Cookie");
        if (cookies.Count > 0)
            http.DefaultRequestHeaders.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        return answer;
    }

    private static Dictionary<string, string> Cookies(HttpClient http) =>
        (http.DefaultRequestHeaders.TryGetValues("Cookie", out var sent) ? string.Join("; ", sent) : "")
            .Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(cookie => cookie.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
}

internal static class WalletServer
{
    public static WalletBrowser Browser(this EdgeServer server)
    {
        var http = server.NewClient();
        http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return new WalletBrowser(http);
    }

    /// <summary>A browser of somebody who has linked the wallet.</summary>
    public static async Task<WalletBrowser> Linked(this EdgeServer server, TestWallet wallet, Role role = Role.Operator)
    {
        var browser = new WalletBrowser(await server.SignedIn(role));
        using var answer = await browser.Link(wallet);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return browser;
    }
}
