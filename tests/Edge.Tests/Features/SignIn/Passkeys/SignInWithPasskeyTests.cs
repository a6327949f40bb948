using System.Net;
using System.Net.Http.Json;
using System.Text;
using Edge.Shared.Contracts;
using Edge.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.SignIn.Passkeys;

public class SignInWithPasskeyTests
{
    [Theory]
    [InlineData(SignatureAlgorithm.EcdsaP256Sha256)]
    [InlineData(SignatureAlgorithm.Ed25519)]
    public async Task Returns_200_and_a_session_of_the_passkeys_user(SignatureAlgorithm algorithm)
    {
        await using var server = await PasskeyScene.Start();
        using var browser = await TestBrowser.SignedIn(server, Role.Driver);
        var passkey = new SoftPasskey(algorithm);
        await browser.Add(passkey);
        using var other = new TestBrowser(server);

        using var answer = await other.SignIn(passkey);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var me = await answer.Content.ReadFromJsonAsync(WireJson.Reading.Me);
        Assert.Equal(("session", Role.Driver), (me!.Via, me.Role));
        Assert.Equal("session", await other.Via());
        var sessions = await other.Read("/api/v1/sessions", WireJson.Reading.DeviceSessionList);
        Assert.Equal(SignInWay.Passkey, Assert.Single(sessions.Items, session => session.IsCurrent).Via);
        var listed = await other.Read("/api/v1/session/passkeys", WireJson.Reading.PasskeyList);
        Assert.Equal(server.Time.GetUtcNow(), listed.Items[0].UsedAt);
    }

    [Fact]
    public async Task Options_name_no_passkey_and_no_user()
    {
        await using var server = await PasskeyScene.Start();
        using var browser = new TestBrowser(server);

        using var answer = await browser.Post("/api/v1/session/passkey/challenge");

        var text = await answer.Content.ReadAsStringAsync();
        Assert.Matches("""^\{"challenge":"[A-Za-z0-9_-]{48}","timeout":300000,"rpId":"edge.example","allowCredentials":\[\],"userVerification":"required"\}$""", text);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
    }

    public static TheoryData<string> Lies =>
    [
        "origin", "port", "scheme", "subdomain", "frame", "top origin", "site", "absent", "unchecked", "copied", "type", "behind",
        "now synced", "no user", "other user", "other key", "other id", "long id", "signature cut", "signature empty", "credential type",
    ];

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task Returns_401_for_a_passkey_that_lies(string lie)
    {
        await using var server = await PasskeyScene.Start();
        using var browser = await TestBrowser.SignedIn(server, Role.Driver);
        using var admin = await TestBrowser.SignedIn(server, Role.Admin);
        var (passkey, others) = (new SoftPasskey(), new SoftPasskey());
        await browser.Add(passkey);
        await admin.Add(others);
        AddPasskeyTests.Lie(passkey, lie);
        if (lie == "now synced")
            passkey.Flags |= SoftPasskey.Eligible;
        if (lie is "no user" or "other user")
            passkey.UserHandle = lie == "no user" ? null : others.UserHandle;
        if (lie is "other key")
            passkey = new SoftPasskey { Id = passkey.Id, UserHandle = passkey.UserHandle };
        if (lie is "other id" or "long id")
            passkey.Id = lie == "other id" ? others.Id : new byte[10_000];
        using var stranger = new TestBrowser(server);
        var said = passkey.Assert((await stranger.AskToSignIn()).Challenge, lie == "type" ? "webauthn.create" : "webauthn.get");
        said = lie switch
        {
            "signature cut" => said with { Response = said.Response with { Signature = said.Response.Signature[..20] } },
            "signature empty" => said with { Response = said.Response with { Signature = "" } },
            "credential type" => said with { Type = "password" },
            _ => said,
        };

        using var answer = await stranger.SignIn(said);

        await Answered.Problem(answer, HttpStatusCode.Unauthorized, "passkey-refused");
        Assert.DoesNotContain(TestBrowser.Session, stranger.Cookies.Keys);
    }

    [Theory]
    [InlineData("other browser")]
    [InlineData("other purpose")]
    [InlineData("too old")]
    [InlineData("invented")]
    [InlineData("second use")]
    [InlineData("short")]
    public async Task Returns_401_for_a_challenge_that_is_not_its_own(string fault)
    {
        await using var server = await PasskeyScene.Start();
        using var browser = await TestBrowser.SignedIn(server);
        var passkey = new SoftPasskey();
        await browser.Add(passkey);
        using var other = new TestBrowser(server);
        var challenge = fault switch
        {
            "other browser" => (await other.AskToSignIn()).Challenge,
            "other purpose" => (await browser.AskToAdd()).Challenge,
            "invented" => SoftPasskey.Encode(new byte[36]),
            "short" => "AAAA",
            _ => (await browser.AskToSignIn()).Challenge,
        };
        if (fault == "too old")
            server.Time.Advance(TimeSpan.FromMinutes(5));
        if (fault == "second use")
            (await browser.SignIn(passkey.Assert(challenge))).EnsureSuccessStatusCode();

        using var answer = await browser.SignIn(passkey.Assert(challenge));

        await Answered.Problem(answer, HttpStatusCode.Unauthorized, "challenge-invalid");
    }

    [Fact]
    public async Task One_assertion_sent_many_times_at_once_opens_one_session()
    {
        await using var server = await PasskeyScene.Start();
        using var browser = await TestBrowser.SignedIn(server);
        var passkey = new SoftPasskey();
        await browser.Add(passkey);
        using var other = new TestBrowser(server);
        var said = passkey.Assert((await other.AskToSignIn()).Challenge);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => other.SignIn(said)));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
    }

    [Theory]
    [InlineData(7u, 8u, true)]
    [InlineData(0u, 0u, true)]
    [InlineData(0u, 1u, true)]
    [InlineData(7u, 7u, false)]
    [InlineData(7u, 6u, false)]
    [InlineData(7u, 0u, false)]
    [InlineData(uint.MaxValue, 0u, false)]
    public async Task A_counter_that_has_gone_back_is_refused_and_told(uint before, uint after, bool isTaken)
    {
        await using var server = await PasskeyScene.Start();
        using var browser = await TestBrowser.SignedIn(server);
        var passkey = new SoftPasskey { Count = before };
        var added = await browser.Add(passkey);
        using var other = new TestBrowser(server);
        passkey.Count = after;

        using var answer = await other.SignIn(passkey);

        if (isTaken)
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        else
            await Answered.Problem(answer, HttpStatusCode.Unauthorized, "passkey-refused");
        var told = (await server.Facts()).Where(fact => fact.Kind == "PasskeyCounterWentBack").Select(fact => fact.Payload);
        Assert.Equal(isTaken ? [] : [$$"""{"passkey":"{{added.Id}}","kept":{{before}},"said":{{after}}}"""], told);
    }

    [Fact]
    public async Task Returns_401_for_a_removed_passkey()
    {
        await using var server = await PasskeyScene.Start();
        using var browser = await TestBrowser.SignedIn(server);
        var passkey = new SoftPasskey();
        var added = await browser.Add(passkey);
        (await browser.Delete($"/api/v1/session/passkeys/{added.Id}")).EnsureSuccessStatusCode();
        using var other = new TestBrowser(server);

        using var answer = await other.SignIn(passkey);

        await Answered.Problem(answer, HttpStatusCode.Unauthorized, "passkey-refused");
    }

    [Fact]
    public async Task Returns_401_for_a_user_who_is_shut_out()
    {
        await using var server = await PasskeyScene.Start();
        using var browser = await TestBrowser.SignedIn(server);
        var passkey = new SoftPasskey();
        await browser.Add(passkey);
        await server.Services.GetRequiredService<Database>().Write($"update users set disabled_at = {server.Time.GetUtcNow()}");
        using var other = new TestBrowser(server);

        using var answer = await other.SignIn(passkey);

        await Answered.Problem(answer, HttpStatusCode.Unauthorized, "passkey-refused");
        Assert.Equal("anonymous", await browser.Via());
    }

    [Fact]
    public async Task The_session_that_the_browser_had_ends()
    {
        await using var server = await PasskeyScene.Start();
        using var browser = await TestBrowser.SignedIn(server);
        var passkey = new SoftPasskey();
        await browser.Add(passkey);
        using var former = new TestBrowser(server);
        former.Cookies[TestBrowser.Session] = browser.Cookies[TestBrowser.Session];

        using var answer = await browser.SignIn(passkey);

        Assert.Equal("session", await browser.Via());
        Assert.Equal("anonymous", await former.Via());
    }

    [Fact]
    public async Task Returns_429_for_too_many_tries()
    {
        await using var server = await PasskeyScene.Start(("RateLimiting:SignIn", "2"));
        using var browser = new TestBrowser(server);
        for (var i = 0; i < 2; i++)
            (await browser.SignIn(new SoftPasskey())).Dispose();

        using var answer = await browser.SignIn(new SoftPasskey());

        await Answered.Problem(answer, HttpStatusCode.TooManyRequests, "too-many-requests");
    }

    [Theory]
    [InlineData("%", "AA", "AA", "AA")]
    [InlineData("AA", "%", "AA", "AA")]
    [InlineData("AA", "AA", "\u00e9", "AA")]
    [InlineData("AA", "AA", "AA", "A")]
    [InlineData("", "", "", "")]
    public async Task Returns_401_for_what_cannot_be_read(string id, string client, string data, string signature)
    {
        await using var server = await PasskeyScene.Start();
        using var browser = new TestBrowser(server);

        using var answer = await browser.SignIn(new PasskeyAssertion(id, "public-key", new PasskeyAssertionResponse(client, data, signature)));

        await Answered.Problem(answer, HttpStatusCode.Unauthorized, "passkey-refused");
    }

    [Fact]
    public async Task Returns_413_for_a_body_of_any_size()
    {
        await using var server = await PasskeyScene.Start();
        using var browser = new TestBrowser(server);
        var body = $$"""{"id":"{{new string('A', 40_000)}}"}""";

        using var answer = await browser.Send(
            HttpMethod.Post, "/api/v1/session/passkey", new StringContent(body, Encoding.UTF8, "application/json"));

        await Answered.Problem(answer, HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }
}
