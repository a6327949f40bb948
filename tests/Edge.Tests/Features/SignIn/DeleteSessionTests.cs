using System.Net;
using System.Net.Http.Json;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Facts;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.SignIn;

public class DeleteSessionTests
{
    [Fact]
    public async Task Returns_204_and_ends_the_session_on_the_server()
    {
        await using var server = await EdgeServer.Start();
        using var browser = await server.SignedIn(Role.Admin);

        using var answer = await browser.DeleteAsync("/api/v1/session");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Contains("max-age=0", answer.Headers.GetValues("Set-Cookie").Single(cookie => !cookie.Contains("position", StringComparison.Ordinal)));
        var me = await browser.GetFromJsonAsync("/api/v1/session", WireJson.Reading.Me);
        Assert.Equal("anonymous", me!.Via);
        var left = await server.Services.GetRequiredService<Database>().Read(db => db.Number($"select count(*) from sessions"));
        Assert.Equal(0, left);
    }

    [Fact]
    public async Task Returns_204_without_a_session_and_again()
    {
        await using var server = await EdgeServer.Start();
        using var browser = await server.SignedIn(Role.Admin);

        using var anonymous = await server.Http.DeleteAsync("/api/v1/session");
        using var first = await browser.DeleteAsync("/api/v1/session");
        using var second = await browser.DeleteAsync("/api/v1/session");

        Assert.All([anonymous, first, second], answer => Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode));
    }

    [Fact]
    public async Task Leaves_the_sessions_of_other_browsers()
    {
        await using var server = await EdgeServer.Start();
        using var one = await server.SignedIn(Role.Admin);
        using var other = await server.SignedIn(Role.Admin);

        (await one.DeleteAsync("/api/v1/session")).Dispose();

        var me = await other.GetFromJsonAsync("/api/v1/session", WireJson.Reading.Me);
        Assert.Equal("session", me!.Via);
    }

    [Fact]
    public async Task Who_comes_and_goes_is_told_without_secrets()
    {
        await using var server = await EdgeServer.Start();
        using var browser = await server.SignedIn(Role.Admin);
        (await browser.DeleteAsync("/api/v1/session")).Dispose();

        var facts = await server.Facts();

        Assert.Equal(["SignInLinkIssued", "SignedIn", "SignedOut"], facts.Select(fact => fact.Kind));
        Assert.Single(facts.Select(fact => Guid.Parse(fact.Subject)).Distinct());
        Assert.Equal(["{}", """{"via":"link"}""", "{}"], facts.Select(fact => fact.Payload));
    }
}
