using System.Net;
using Edge.Features.SignIn.Passkeys;
using Edge.Features.SignIn.Sessions;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authentication;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Sql;
using Edge.Tests.Features.SignIn.Passkeys;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.SignIn;

public class SessionsTests
{
    private const string Safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";
    private const string EdgeBrowser = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0";

    [Fact]
    public async Task The_list_says_what_each_device_is_and_which_one_asks()
    {
        await using var server = await EdgeServer.Start();
        using var telephone = await TestBrowser.SignedIn(server, userAgent: Safari);
        server.Time.Advance(TimeSpan.FromHours(1));
        using var desk = await TestBrowser.SignedIn(server, userAgent: EdgeBrowser);
        using var stranger = await TestBrowser.SignedIn(server, Role.Admin);

        var listed = await List(desk);

        Assert.Equal(
            [("Edge", "Windows", true), ("Safari", "iPhone", false)],
            listed.Select(session => (session.Browser!, session.System!, session.IsCurrent)));
        Assert.All(listed, session => Assert.Equal(SignInWay.Link, session.Via));
        Assert.Equal(server.Time.GetUtcNow(), listed[0].CreatedAt);
        Assert.Equal(server.Time.GetUtcNow().AddHours(-1), listed[1].LastSeenAt);
        Assert.Equal(server.Time.GetUtcNow().AddDays(7), listed[0].ExpiresAt);
        Assert.DoesNotContain(desk.Cookies[TestBrowser.Session], listed.Select(session => session.Id));
    }

    [Fact]
    public async Task A_session_of_the_release_before_is_listed_too()
    {
        await using var server = await EdgeServer.Start();
        using var browser = await TestBrowser.SignedIn(server);
        await server.Services.GetRequiredService<Database>().Write($"update sessions set via = null, user_agent = null");

        var listed = Assert.Single(await List(browser));

        Assert.Equal((null, null, null), (listed.Via, listed.Browser, listed.System));
    }

    [Fact]
    public async Task A_session_that_has_ended_is_not_listed()
    {
        await using var server = await EdgeServer.Start();
        using var left = await TestBrowser.SignedIn(server);
        server.Time.Advance(TimeSpan.FromDays(6));
        using var browser = await TestBrowser.SignedIn(server);
        server.Time.Advance(TimeSpan.FromDays(2));

        Assert.Single(await List(browser));
    }

    [Fact]
    public async Task Ending_one_shuts_it_out_and_no_other()
    {
        await using var server = await EdgeServer.Start();
        using var lost = await TestBrowser.SignedIn(server);
        using var kept = await TestBrowser.SignedIn(server);
        using var browser = await TestBrowser.SignedIn(server);
        var handle = Assert.Single(await List(lost), session => session.IsCurrent).Id;

        using var answer = await browser.Delete($"/api/v1/sessions/{handle}");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        using var refused = await lost.Get("/api/v1/sessions");
        await Answered.Problem(refused, HttpStatusCode.Unauthorized, "sign-in-needed");
        Assert.Equal(("session", "session"), (await kept.Via(), await browser.Via()));
        Assert.Contains(await server.Facts(), fact => fact.Kind == "SessionRevoked" && fact.Payload == $$"""{"session":"{{handle}}"}""");
        using var again = await browser.Delete($"/api/v1/sessions/{handle}");
        await Answered.Problem(again, HttpStatusCode.NotFound, "session-not-found");
    }

    [Fact]
    public async Task Another_users_session_does_not_exist()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await TestBrowser.SignedIn(server, Role.Admin);
        using var browser = await TestBrowser.SignedIn(server);
        var handle = Assert.Single(await List(admin)).Id;

        using var answer = await browser.Delete($"/api/v1/sessions/{handle}");
        (await browser.Delete("/api/v1/sessions")).EnsureSuccessStatusCode();

        await Answered.Problem(answer, HttpStatusCode.NotFound, "session-not-found");
        Assert.Equal("session", await admin.Via());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("GG000000000000000000000000000000")]
    [InlineData("%27%20or%201=1")]
    public async Task Returns_404_for_what_is_no_session(string id)
    {
        await using var server = await EdgeServer.Start();
        using var browser = await TestBrowser.SignedIn(server);

        using var answer = await browser.Delete($"/api/v1/sessions/{id}");

        await Answered.Problem(answer, HttpStatusCode.NotFound, "session-not-found");
        Assert.Equal("session", await browser.Via());
    }

    [Fact]
    public async Task Ending_all_others_leaves_the_one_that_asks()
    {
        await using var server = await EdgeServer.Start();
        using var one = await TestBrowser.SignedIn(server);
        using var two = await TestBrowser.SignedIn(server);
        using var browser = await TestBrowser.SignedIn(server);

        using var answer = await browser.Delete("/api/v1/sessions");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(("anonymous", "anonymous", "session"), (await one.Via(), await two.Via(), await browser.Via()));
        Assert.Equal(2, (await server.Facts()).Count(fact => fact.Kind == "SessionRevoked"));
    }

    [Fact]
    public async Task All_of_a_user_end_when_rights_are_taken_away()
    {
        await using var server = await EdgeServer.Start();
        using var one = await TestBrowser.SignedIn(server);
        using var two = await TestBrowser.SignedIn(server);
        using var admin = await TestBrowser.SignedIn(server, Role.Admin);
        var database = server.Services.GetRequiredService<Database>();
        var user = new Guid(await UserOf(database, "operator"), bigEndian: true);

        var ended = await database.Transaction(
            session => server.Services.GetRequiredService<RevocationStore>().EndAll(session, user));

        Assert.Equal(2, ended);
        Assert.Equal(("anonymous", "anonymous", "session"), (await one.Via(), await two.Via(), await admin.Via()));
    }

    [Fact]
    public async Task A_session_that_was_ended_meanwhile_adds_no_passkey()
    {
        await using var server = await PasskeyScene.Start();
        using var browser = await TestBrowser.SignedIn(server);
        var passkeys = server.Services.GetRequiredService<PasskeyStore>();
        var user = new Guid(await UserOf(server.Services.GetRequiredService<Database>(), "operator"), bigEndian: true);
        var former = browser.Cookies[TestBrowser.Session];
        var made = AuthenticatorData.ReadAttestation(PasskeyCeremony.Decode(new SoftPasskey().Register("AAAA").Response.AttestationObject)).Attested!;
        (await browser.Delete("/api/v1/session")).EnsureSuccessStatusCode();

        await Assert.ThrowsAsync<ProblemException>(() => passkeys.Add(
            user, "late", new NewPasskey(made.Id, made.Key, 0, "", false, false), new NewSession(new string('A', 43), former, ""), default));

        Assert.Empty(await passkeys.List(user, default));
    }

    [Fact]
    public async Task Notifications_stay_with_a_session_that_gets_a_new_id()
    {
        await using var server = await PasskeyScene.Start();
        using var browser = await TestBrowser.SignedIn(server);
        var database = server.Services.GetRequiredService<Database>();
        await database.Write($"""
            insert into push_subscriptions (id, device_id, subject, owner, statuses, created_at)
            select id_hash, id_hash, '*', id_hash, ',delivered,', 0 from sessions
            """);

        await browser.Add(new SoftPasskey());

        Assert.Equal(1, await database.Read(session => session.Number(
            $"select count(*) from push_subscriptions p join sessions s on s.id_hash = p.owner")));
    }

    [Fact]
    public async Task Returns_401_to_nobody_and_403_to_an_api_key()
    {
        await using var server = await EdgeServer.Start();
        using var key = await server.ApiKey(Role.Admin);

        using var refused = await server.Http.GetAsync("/api/v1/sessions");
        using var forbidden = await key.DeleteAsync("/api/v1/sessions");

        await Answered.Problem(refused, HttpStatusCode.Unauthorized, "sign-in-needed");
        await Answered.Problem(forbidden, HttpStatusCode.Forbidden, "session-needed");
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("curl/8.5.0", null)]
    [InlineData(Safari, "Safari on iPhone")]
    [InlineData(EdgeBrowser, "Edge on Windows")]
    [InlineData("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36", "Samsung Internet on Android")]
    [InlineData("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Mobile Safari/537.36", "Chrome on Android")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox on macOS")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/143.0 Mobile/15E148 Safari/604.1", "Chrome on iPhone")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64)", "Linux")]
    public void A_user_agent_is_told_in_words(string? userAgent, string? words) => Assert.Equal(words, UserAgentWords.Of(userAgent).Together);

    private static async Task<IReadOnlyList<DeviceSession>> List(TestBrowser browser) =>
        (await browser.Read("/api/v1/sessions", WireJson.Reading.DeviceSessionList)).Items;

    private static async Task<byte[]> UserOf(Database database, string role) =>
        (await database.First<IdRow>($"select id from users where role = {role}"))!.Id;

    private sealed record IdRow(byte[] Id) : IRow<IdRow>
    {
        public static IdRow Read(Columns columns) => new(columns.Bytes(0));
    }
}
