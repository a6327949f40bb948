using System.Net;
using System.Net.Http.Json;
using Edge.Shared.Contracts;

namespace Edge.Tests.Features.SignIn.Passkeys;

public class RemovePasskeyTests
{
    [Fact]
    public async Task Returns_204_and_the_session_has_a_new_id()
    {
        await using var server = await PasskeyScene.Start();
        using var browser = await TestBrowser.SignedIn(server);
        var added = await browser.Add(new SoftPasskey());
        var session = browser.Cookies[TestBrowser.Session];

        using var answer = await browser.Delete($"/api/v1/session/passkeys/{added.Id}");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.NotEqual(session, browser.Cookies[TestBrowser.Session]);
        Assert.Equal("session", await browser.Via());
        Assert.Empty((await browser.Read("/api/v1/session/passkeys", WireJson.Reading.PasskeyList)).Items);
        Assert.Contains(await server.Facts(), fact => fact.Kind == "PasskeyRemoved" && fact.Payload.Contains(added.Id.ToString()));
    }

    [Fact]
    public async Task Another_users_passkey_does_not_exist()
    {
        await using var server = await PasskeyScene.Start();
        using var browser = await TestBrowser.SignedIn(server);
        using var other = await TestBrowser.SignedIn(server, Role.Admin);
        var added = await browser.Add(new SoftPasskey());
        var session = other.Cookies[TestBrowser.Session];

        using var removed = await other.Delete($"/api/v1/session/passkeys/{added.Id}");
        using var renamed = await Rename(other, added.Id, "Mine");

        await Answered.Problem(removed, HttpStatusCode.NotFound, "passkey-not-found");
        await Answered.Problem(renamed, HttpStatusCode.NotFound, "passkey-not-found");
        Assert.Equal(session, other.Cookies[TestBrowser.Session]);
        Assert.Empty((await other.Read("/api/v1/session/passkeys", WireJson.Reading.PasskeyList)).Items);
        Assert.Equal(added.Name, Assert.Single((await browser.Read("/api/v1/session/passkeys", WireJson.Reading.PasskeyList)).Items).Name);
    }

    [Fact]
    public async Task A_passkey_takes_another_name()
    {
        await using var server = await PasskeyScene.Start();
        using var browser = await TestBrowser.SignedIn(server);
        var added = await browser.Add(new SoftPasskey(), " Work telephone ");

        using var renamed = await Rename(browser, added.Id, "Old telephone");
        using var nameless = await Rename(browser, added.Id, "");

        Assert.Equal("Work telephone", added.Name);
        Assert.Equal("Old telephone", (await renamed.Content.ReadFromJsonAsync(WireJson.Reading.Passkey))!.Name);
        await Answered.Problem(nameless, HttpStatusCode.UnprocessableEntity, "validation-failed");
    }

    private static Task<HttpResponseMessage> Rename(TestBrowser browser, Guid id, string name) => browser.Send(
        HttpMethod.Put, $"/api/v1/session/passkeys/{id}", JsonContent.Create(new RenamePasskeyRequest(name), WireJson.Default.RenamePasskeyRequest));
}
