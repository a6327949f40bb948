using System.Net;
using System.Net.Http.Json;
using System.Text;
using Edge.Shared.Contracts;

namespace Edge.Tests.Features.SignIn.Passkeys;

public class AddPasskeyTests
{
    private const string Chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36";

    [Theory]
    [InlineData(SignatureAlgorithm.EcdsaP256Sha256)]
    [InlineData(SignatureAlgorithm.Ed25519)]
    public async Task Returns_201_and_the_passkey_which_the_list_then_has(SignatureAlgorithm algorithm)
    {
        await using var server = await PasskeyScene.Start();
        using var browser = await TestBrowser.SignedIn(server, userAgent: Chrome);

        var added = await browser.Add(new SoftPasskey(algorithm) { Flags = 1 | 4 | 8 | 16 });

        Assert.Equal(("Chrome on Linux", true, true), (added.Name, added.IsSynced, added.IsBackedUp));
        Assert.Equal(["internal", "hybrid"], added.Transports);
        Assert.Null(added.UsedAt);
        var listed = await browser.Read("/api/v1/session/passkeys", WireJson.Reading.PasskeyList);
        Assert.Equal(added.Id, Assert.Single(listed.Items).Id);
        Assert.Contains(await server.Facts(), fact => fact.Kind == "PasskeyAdded" && fact.Payload.Contains(added.Id.ToString()));
    }

    [Fact]
    public async Task Options_ask_for_a_passkey_that_needs_no_name_and_checks_its_user()
    {
        await using var server = await PasskeyScene.Start();
        using var browser = await TestBrowser.SignedIn(server);
        var passkey = new SoftPasskey();
        await browser.Add(passkey);

        using var answer = await browser.Post("/api/v1/session/passkeys/challenge");
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Contains("\"rp\":{\"id\":\"edge.example\",\"name\":\"Edge\"}", text);
        Assert.Contains("\"pubKeyCredParams\":[{\"type\":\"public-key\",\"alg\":-8},{\"type\":\"public-key\",\"alg\":-7}]", text);
        Assert.Contains("\"authenticatorSelection\":{\"residentKey\":\"required\",\"requireResidentKey\":true,\"userVerification\":\"required\"}", text);
        Assert.Contains("\"attestation\":\"none\"", text);
        Assert.Contains($"\"excludeCredentials\":[{{\"type\":\"public-key\",\"id\":\"{SoftPasskey.Encode(passkey.Id)}\",\"transports\":[\"internal\",\"hybrid\"]}}]", text);
    }

    [Fact]
    public async Task The_session_has_a_new_id_and_the_former_one_is_nobodys()
    {
        await using var server = await PasskeyScene.Start();
        using var browser = await TestBrowser.SignedIn(server);
        using var former = new TestBrowser(server);
        former.Cookies[TestBrowser.Session] = browser.Cookies[TestBrowser.Session];

        await browser.Add(new SoftPasskey());

        Assert.NotEqual(former.Cookies[TestBrowser.Session], browser.Cookies[TestBrowser.Session]);
        Assert.Equal("session", await browser.Via());
        Assert.Equal("anonymous", await former.Via());
    }

    [Fact]
    public async Task The_statement_of_a_maker_is_not_looked_at()
    {
        await using var server = await PasskeyScene.Start();
        using var browser = await TestBrowser.SignedIn(server);

        await browser.Add(new SoftPasskey { Format = "packed" });
    }

    [Fact]
    public async Task Extensions_are_read_over()
    {
        await using var server = await PasskeyScene.Start();
        using var browser = await TestBrowser.SignedIn(server);
        // {"credProtect": 2}
        byte[] extensions = [0xA1, 0x6B, .. "credProtect"u8, 0x02];

        await browser.Add(new SoftPasskey { Flags = 1 | 4 | SoftPasskey.Extended, Behind = extensions });
    }

    public static TheoryData<string> Lies =>
    [
        "origin", "port", "scheme", "subdomain", "frame", "top origin", "site", "absent", "unchecked", "copied", "type", "behind", "another id",
        "long id", "empty id",
    ];

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task Returns_422_for_what_was_not_asked_for(string lie)
    {
        await using var server = await PasskeyScene.Start();
        using var browser = await TestBrowser.SignedIn(server);
        var options = await browser.AskToAdd();
        var passkey = new SoftPasskey(idLength: lie switch { "long id" => 1024, "empty id" => 0, _ => 32 });
        Lie(passkey, lie);

        var made = passkey.Register(options.Challenge, lie == "type" ? "webauthn.get" : "webauthn.create");
        using var answer = await browser.Add(lie == "another id" ? made with { Id = SoftPasskey.Encode(new byte[32]) } : made);

        await Answered.Problem(answer, HttpStatusCode.UnprocessableEntity, "passkey-unusable");
        Assert.Empty((await browser.Read("/api/v1/session/passkeys", WireJson.Reading.PasskeyList)).Items);
    }

    internal static void Lie(SoftPasskey passkey, string lie)
    {
        switch (lie)
        {
            case "origin":
                passkey.Origin = "https://edge.example.evil.example";
                break;
            case "port":
                passkey.Origin = "https://edge.example:8443";
                break;
            case "scheme":
                passkey.Origin = "http://edge.example";
                break;
            case "subdomain":
                passkey.Origin = "https://www.edge.example";
                break;
            case "frame":
                passkey.More = ",\"crossOrigin\":true";
                break;
            case "top origin":
                passkey.More = ",\"topOrigin\":\"https://edge.example\"";
                break;
            case "site":
                passkey.Site = "example";
                break;
            case "absent":
                passkey.Flags = SoftPasskey.Verified;
                break;
            case "unchecked":
                passkey.Flags = SoftPasskey.Present;
                break;
            case "copied":
                passkey.Flags |= SoftPasskey.BackedUp;
                break;
            case "behind":
                passkey.Behind = [0];
                break;
        }
    }

    [Fact]
    public async Task The_longest_id_is_taken()
    {
        await using var server = await PasskeyScene.Start();
        using var browser = await TestBrowser.SignedIn(server);
        var passkey = new SoftPasskey(idLength: 1023);

        await browser.Add(passkey);

        using var other = new TestBrowser(server);
        using var answer = await other.SignIn(passkey);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("other browser")]
    [InlineData("other purpose")]
    [InlineData("other user")]
    [InlineData("too old")]
    [InlineData("invented")]
    [InlineData("second use")]
    public async Task Returns_401_for_a_challenge_that_is_not_its_own(string fault)
    {
        await using var server = await PasskeyScene.Start();
        using var browser = await TestBrowser.SignedIn(server);
        using var other = await TestBrowser.SignedIn(server, Role.Driver);
        var challenge = fault switch
        {
            "other browser" => (await other.AskToAdd()).Challenge,
            "other purpose" => (await browser.AskToSignIn()).Challenge,
            "invented" => SoftPasskey.Encode(new byte[36]),
            _ => (await browser.AskToAdd()).Challenge,
        };
        if (fault == "too old")
            server.Time.Advance(TimeSpan.FromMinutes(5));
        if (fault == "second use")
            (await browser.Add(new SoftPasskey().Register(challenge))).EnsureSuccessStatusCode();
        if (fault == "other user")
            browser.Cookies[TestBrowser.Session] = other.Cookies[TestBrowser.Session];

        using var answer = await browser.Add(new SoftPasskey().Register(challenge));

        await Answered.Problem(answer, HttpStatusCode.Unauthorized, "challenge-invalid");
    }

    [Fact]
    public async Task Returns_409_for_a_passkey_that_someone_has()
    {
        await using var server = await PasskeyScene.Start();
        using var browser = await TestBrowser.SignedIn(server);
        using var other = await TestBrowser.SignedIn(server, Role.Driver);
        var passkey = new SoftPasskey();
        await browser.Add(passkey);
        var session = other.Cookies[TestBrowser.Session];

        using var answer = await other.Add(passkey.Register((await other.AskToAdd()).Challenge));

        await Answered.Problem(answer, HttpStatusCode.Conflict, "passkey-exists");
        Assert.Equal(session, other.Cookies[TestBrowser.Session]);
        Assert.Equal("session", await other.Via());
    }

    [Fact]
    public async Task Returns_409_when_there_are_as_many_as_there_can_be()
    {
        await using var server = await PasskeyScene.Start(("RateLimiting:Writes", "0"));
        using var browser = await TestBrowser.SignedIn(server);
        for (var i = 0; i < 50; i++)
            await browser.Add(new SoftPasskey());

        using var answer = await browser.Add(new SoftPasskey().Register((await browser.AskToAdd()).Challenge));

        await Answered.Problem(answer, HttpStatusCode.Conflict, "passkeys-full");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a\u0007b")]
    public async Task Returns_422_for_a_name_that_is_none(string name)
    {
        await using var server = await PasskeyScene.Start();
        using var browser = await TestBrowser.SignedIn(server);

        using var answer = await browser.Add(new SoftPasskey().Register((await browser.AskToAdd()).Challenge), name);

        await Answered.Problem(answer, HttpStatusCode.UnprocessableEntity, "validation-failed");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"credential\":null}")]
    [InlineData("{\"credential\":{\"id\":\"\",\"type\":\"public-key\"}}")]
    [InlineData("{\"credential\":{\"id\":7,\"type\":\"public-key\",\"response\":{}}}")]
    public async Task Returns_400_for_a_body_that_is_no_credential(string body)
    {
        await using var server = await PasskeyScene.Start();
        using var browser = await TestBrowser.SignedIn(server);

        using var answer = await browser.Send(
            HttpMethod.Post, "/api/v1/session/passkeys", new StringContent(body, Encoding.UTF8, "application/json"));

        await Answered.Problem(answer, HttpStatusCode.BadRequest, "invalid-json");
    }

    [Fact]
    public async Task What_browsers_say_beside_it_is_read_over()
    {
        await using var server = await PasskeyScene.Start();
        using var browser = await TestBrowser.SignedIn(server);
        var made = new SoftPasskey().Register((await browser.AskToAdd()).Challenge);
        var body = $$$"""
            {"credential":{"id":"{{{made.Id}}}","rawId":"{{{made.Id}}}","type":"public-key","authenticatorAttachment":"platform","clientExtensionResults":{"credProps":{"rk":true}},
            "response":{"clientDataJSON":"{{{made.Response.ClientData}}}","attestationObject":"{{{made.Response.AttestationObject}}}","authenticatorData":"AA","transports":["usb","USB","\u0000",null],"publicKeyAlgorithm":-7} } }
            """;

        using var answer = await browser.Send(
            HttpMethod.Post, "/api/v1/session/passkeys", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(["usb"], (await answer.Content.ReadFromJsonAsync(WireJson.Reading.Passkey))!.Transports);
    }

    [Fact]
    public async Task Returns_401_to_nobody_and_403_to_an_api_key()
    {
        await using var server = await PasskeyScene.Start();
        using var key = await server.ApiKey(Role.Admin);
        using var nobody = new TestBrowser(server);

        using var refused = await nobody.Post("/api/v1/session/passkeys/challenge");
        using var forbidden = await key.PostAsync("/api/v1/session/passkeys/challenge", null);

        await Answered.Problem(refused, HttpStatusCode.Unauthorized, "sign-in-needed");
        await Answered.Problem(forbidden, HttpStatusCode.Forbidden, "session-needed");
    }
}
