using System.Net.Http.Json;
using Edge.Shared.Contracts;

namespace Edge.Tests.Features.SignIn.Passkeys;

/// <summary>What browsers do with passkeys, over HTTP.</summary>
internal static class PasskeyScene
{
    private const string Own = "/api/v1/session/passkeys";

    public static Task<EdgeServer> Start(params (string Key, string Value)[] settings) =>
        EdgeServer.Start([("Hosting:PublicUrl", "https://edge.example"), ("RateLimiting:SignIn", "0"), .. settings]);

    public static async Task<PasskeyCreationOptions> AskToAdd(this TestBrowser browser)
    {
        using var answer = await browser.Post($"{Own}/challenge");
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync(WireJson.Reading.PasskeyCreationOptions))!;
    }

    public static Task<HttpResponseMessage> Add(this TestBrowser browser, PasskeyRegistration made, string? name = null) =>
        browser.Post(Own, new AddPasskeyRequest(made, name), WireJson.Default.AddPasskeyRequest);

    /// <summary>Makes the passkey one of the browser's user.</summary>
    public static async Task<Passkey> Add(this TestBrowser browser, SoftPasskey passkey, string? name = null)
    {
        var options = await browser.AskToAdd();
        passkey.UserHandle = options.User.Id;
        using var answer = await browser.Add(passkey.Register(options.Challenge), name);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync(WireJson.Reading.Passkey))!;
    }

    public static async Task<PasskeyRequestOptions> AskToSignIn(this TestBrowser browser)
    {
        using var answer = await browser.Post("/api/v1/session/passkey/challenge");
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync(WireJson.Reading.PasskeyRequestOptions))!;
    }

    public static Task<HttpResponseMessage> SignIn(this TestBrowser browser, PasskeyAssertion assertion) =>
        browser.Post("/api/v1/session/passkey", assertion, WireJson.Default.PasskeyAssertion);

    public static async Task<HttpResponseMessage> SignIn(this TestBrowser browser, SoftPasskey passkey) =>
        await browser.SignIn(passkey.Assert((await browser.AskToSignIn()).Challenge));
}
