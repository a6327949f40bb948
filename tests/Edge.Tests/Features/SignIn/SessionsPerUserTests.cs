using Edge.Shared.Contracts;

namespace Edge.Tests.Features.SignIn;

/// <summary>How many sessions a user has at once.</summary>
public class SessionsPerUserTests
{
    [Fact]
    public async Task One_more_ends_the_one_that_was_not_used_for_the_longest_time()
    {
        await using var server = await EdgeServer.Start(("SignIn:SessionsPerUser", "2"), ("RateLimiting:SignIn", "0"));
        using var used = await TestBrowser.SignedIn(server);
        server.Time.Advance(TimeSpan.FromMinutes(1));
        using var idle = await TestBrowser.SignedIn(server);
        using var other = await TestBrowser.SignedIn(server, Role.Driver);
        server.Time.Advance(TimeSpan.FromMinutes(2));
        await Seen(server, used);

        using var third = await TestBrowser.SignedIn(server);

        Assert.Equal(("session", "anonymous", "session", "session"), (await used.Via(), await idle.Via(), await third.Via(), await other.Via()));
        Assert.Single(await server.Facts(), fact => fact.Kind == "SessionRevoked");
    }

    [Fact]
    public async Task Those_that_sign_in_at_once_are_no_more_than_may_be()
    {
        await using var server = await EdgeServer.Start(("SignIn:SessionsPerUser", "3"), ("RateLimiting:SignIn", "0"));

        var browsers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TestBrowser.SignedIn(server)));

        var vias = await Task.WhenAll(browsers.Select(browser => browser.Via()));
        Assert.Equal(3, vias.Count(via => via == "session"));
        foreach (var browser in browsers)
            browser.Dispose();
    }

    // That a session was used is written behind its request.
    private static async Task Seen(EdgeServer server, TestBrowser browser)
    {
        while ((await Own(browser)).LastSeenAt < server.Time.GetUtcNow())
            await Task.Delay(10);
    }

    private static async Task<DeviceSession> Own(TestBrowser browser) =>
        (await browser.Read("/api/v1/sessions", WireJson.Reading.DeviceSessionList)).Items.Single(session => session.IsCurrent);
}
