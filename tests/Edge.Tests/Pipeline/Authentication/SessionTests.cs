using System.Net;
using System.Net.Http.Json;
using Edge.Shared.Contracts;
using Edge.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Pipeline.Authentication;

public class SessionTests
{
    [Fact]
    public async Task A_session_left_alone_ends_with_its_idle_time()
    {
        await using var server = await EdgeServer.Start(("SignIn:IdleTimeout", "1h"));
        using var browser = await server.SignedIn(Role.Admin);
        server.Time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal("session", (await Me(browser)).Via);

        server.Time.Advance(TimeSpan.FromMinutes(61));

        Assert.Equal("anonymous", (await Me(browser)).Via);
    }

    [Fact]
    public async Task A_session_in_use_outlives_its_idle_time_but_not_its_absolute_one()
    {
        await using var server = await EdgeServer.Start(("SignIn:IdleTimeout", "1h"), ("SignIn:AbsoluteTimeout", "2h"));
        using var browser = await server.SignedIn(Role.Admin);
        for (var i = 0; i < 3; i++)
        {
            server.Time.Advance(TimeSpan.FromMinutes(35));
            Assert.Equal("session", (await Me(browser)).Via);
            await UntilSeen(server);
        }

        server.Time.Advance(TimeSpan.FromMinutes(15));

        Assert.Equal("anonymous", (await Me(browser)).Via);
    }

    [Fact]
    public async Task When_it_was_last_seen_is_written_once_a_minute_at_most()
    {
        await using var server = await EdgeServer.Start();
        using var browser = await server.SignedIn(Role.Admin);
        var signedInAt = server.Time.GetUtcNow();
        server.Time.Advance(TimeSpan.FromSeconds(59));
        await Me(browser);
        // A write queued by the request would be done before this one, which queued up behind it.
        await server.Services.GetRequiredService<Database>().Write($"update users set name = name");
        Assert.Equal(signedInAt.ToUnixTimeMilliseconds(), await LastSeen(server));

        server.Time.Advance(TimeSpan.FromSeconds(1));
        await Me(browser);

        await UntilSeen(server);
    }

    [Fact]
    public async Task An_ended_session_is_refused_where_a_permission_is_needed()
    {
        await using var server = await EdgeServer.Start();
        using var browser = await server.SignedIn(Role.Admin);
        using var before = await browser.GetAsync("/api/v1/api-keys");
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        (await browser.DeleteAsync("/api/v1/session")).Dispose();

        using var after = await browser.GetAsync("/api/v1/api-keys");

        await Answered.Problem(after, HttpStatusCode.Unauthorized, "sign-in-needed");
        Assert.Equal("Bearer", after.Headers.WwwAuthenticate.Single().ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%0")]
    public async Task A_cookie_that_is_no_session_leaves_the_caller_anonymous(string value)
    {
        await using var server = await EdgeServer.Start();
        using var browser = server.NewClient();
        browser.DefaultRequestHeaders.Add("Cookie", $"__Host-edge={value}; theme=dark");

        Assert.Equal("anonymous", (await Me(browser)).Via);
    }

    [Fact]
    public async Task A_change_of_role_counts_from_the_next_request_on()
    {
        await using var server = await EdgeServer.Start();
        using var browser = await server.SignedIn(Role.Admin);

        await server.Services.GetRequiredService<Database>().Write($"update users set role = {"driver"}");

        using var answer = await browser.GetAsync("/api/v1/api-keys");
        await Answered.Problem(answer, HttpStatusCode.Forbidden, "permission-missing");
    }

    [Fact]
    public async Task A_cookie_of_the_other_name_is_not_looked_at()
    {
        await using var server = await EdgeServer.Start();
        using var browser = await server.SignedIn(Role.Admin);
        var id = browser.DefaultRequestHeaders.GetValues("Cookie").Single().Split('=')[1];
        using var plain = server.NewClient();
        plain.DefaultRequestHeaders.Add("Cookie", $"edge={id}");

        Assert.Equal("anonymous", (await Me(plain)).Via);
    }

    private static async Task<Me> Me(HttpClient client) => (await client.GetFromJsonAsync("/api/v1/session", WireJson.Reading.Me))!;

    private static async Task<long?> LastSeen(EdgeServer server) =>
        await server.Services.GetRequiredService<Database>().Read(session => session.Number($"select last_seen_at from sessions"));

    private static async Task UntilSeen(EdgeServer server)
    {
        for (var i = 0; i < 500 && await LastSeen(server) != server.Time.GetUtcNow().ToUnixTimeMilliseconds(); i++)
            await Task.Delay(10);
        Assert.Equal(server.Time.GetUtcNow().ToUnixTimeMilliseconds(), await LastSeen(server));
    }
}
