using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Edge.Shared.Contracts;
using Edge.Shared.Signing;

namespace Edge.Tests.Pipeline.Signatures;

public class SignedRequestTests
{
    [Theory]
    [InlineData(SignatureAlgorithm.HmacSha256)]
    [InlineData(SignatureAlgorithm.Ed25519)]
    [InlineData(SignatureAlgorithm.EcdsaP256Sha256)]
    public async Task A_signature_makes_the_caller_the_key(SignatureAlgorithm algorithm)
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server, Role.Operator, algorithm, required: true);

        using var read = await caller.Send(SignedCaller.Get(), new SigningPlan { Algorithm = algorithm.RegisteredName() });
        using var written = await caller.Send(SignedCaller.Post("/api/v1/shipments", """{"number":"1Z999AA10123456784"}"""));

        var me = await read.Content.ReadFromJsonAsync(WireJson.Reading.Me);
        Assert.Equal(("api_key", "signer", Role.Operator), (me!.Via, me.Name, me.Role));
        Assert.Equal(HttpStatusCode.Created, written.StatusCode);
    }

    [Theory]
    [InlineData("@method", "@target-uri")]
    [InlineData("@authority", "@path", "@query", "@method")]
    [InlineData("@request-target", "@method", "@authority", "@scheme")]
    public async Task Any_way_to_cover_the_target_will_do(params string[] components)
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server);

        using var answer = await caller.Send(SignedCaller.Get("/api/v1/shipments?limit=1&search=a%20b"), new SigningPlan { Components = [.. components] });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Where_there_is_no_query_none_has_to_be_covered()
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server);
        var plan = new SigningPlan { Components = ["@method", "@authority", "@path"] };

        using var without = await caller.Send(SignedCaller.Get(), plan);
        using var with = await caller.Send(SignedCaller.Get("/api/v1/session?x=1"), plan with { Nonce = "other" });

        Assert.Equal(HttpStatusCode.OK, without.StatusCode);
        await Answered.Problem(with, HttpStatusCode.Unauthorized, "signature-invalid");
    }

    [Fact]
    public async Task A_key_that_must_sign_is_refused_without()
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server, required: true);
        caller.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", caller.Issued.Secret);

        using var bare = await caller.Http.GetAsync(SignedCaller.Session);
        using var signed = await caller.Send(SignedCaller.Get());

        await Answered.Problem(bare, HttpStatusCode.Unauthorized, "signature-missing");
        Assert.Equal("sig=(\"@method\" \"@target-uri\" \"content-digest\");created;nonce;keyid", bare.Headers.GetValues("Accept-Signature").Single());
        Assert.Equal("Signature", bare.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal(HttpStatusCode.OK, signed.StatusCode);
    }

    [Fact]
    public async Task A_key_that_may_sign_need_not()
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server);
        caller.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", caller.Issued.Secret);

        using var answer = await caller.Http.GetAsync(SignedCaller.Session);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Who_has_to_sign_in_is_told_how_to_sign()
    {
        await using var server = await EdgeServer.Start();

        using var answer = await server.Http.GetAsync("/api/v1/shipments");

        await Answered.Problem(answer, HttpStatusCode.Unauthorized, "sign-in-needed");
        Assert.True(StructuredField.ParseDictionary(answer.Headers.GetValues("Accept-Signature").Single()).Find("sig") is InnerList);
    }

    [Fact]
    public async Task The_published_address_may_be_the_one_that_was_signed()
    {
        await using var server = await EdgeServer.Start(("Hosting:PublicUrl", "https://edge.example.com"));
        using var caller = await SignedCaller.Create(server);
        var request = SignedCaller.Get();
        var signed = caller.Sign(request, new SigningPlan { Components = ["@method", "@authority", "@path"] });
        var published = caller.Sign(Hosted(), new SigningPlan { Components = ["@method", "@authority", "@path"] });

        using var asSent = await caller.Http.SendAsync(signed);
        published.Headers.Host = null;
        using var asPublished = await caller.Http.SendAsync(published);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (asSent.StatusCode, asPublished.StatusCode));

        static HttpRequestMessage Hosted()
        {
            var request = SignedCaller.Get();
            request.Headers.Host = "edge.example.com";
            return request;
        }
    }

    [Fact]
    public async Task A_signature_of_somebody_else_proves_nothing_and_harms_nobody()
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server);
        var foreign = new SigningPlan { KeyId = "proxy-7", Label = "proxy", Components = ["@method"], Nonce = null };
        using var browser = await server.SignedIn(Role.Driver);

        using var alone = await caller.Send(SignedCaller.Get(), foreign);
        using var beside = await caller.Http.SendAsync(caller.Sign(caller.Sign(SignedCaller.Get(), foreign)));
        using var withCookie = await browser.SendAsync(caller.Sign(SignedCaller.Get(), foreign));

        Assert.Equal("anonymous", (await alone.Content.ReadFromJsonAsync(WireJson.Reading.Me))!.Via);
        Assert.Equal("api_key", (await beside.Content.ReadFromJsonAsync(WireJson.Reading.Me))!.Via);
        Assert.Equal("session", (await withCookie.Content.ReadFromJsonAsync(WireJson.Reading.Me))!.Via);
    }

    [Fact]
    public async Task Two_signatures_of_one_key_may_both_be_there()
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server);

        using var answer = await caller.Http.SendAsync(caller.Sign(caller.Sign(SignedCaller.Get()), new SigningPlan { Label = "sig2" }));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_secret_beside_the_signature_has_to_be_of_the_same_key()
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server, required: true);
        using var other = await server.ApiKey(Role.Admin);
        var own = caller.Sign(SignedCaller.Get());
        own.Headers.Authorization = new AuthenticationHeaderValue("Bearer", caller.Issued.Secret);

        using var same = await caller.Http.SendAsync(own);
        using var mixed = await other.SendAsync(caller.Sign(SignedCaller.Get()));

        Assert.Equal(HttpStatusCode.OK, same.StatusCode);
        await Answered.Problem(mixed, HttpStatusCode.Unauthorized, "signature-invalid");
    }

    [Fact]
    public async Task A_refused_permission_uses_up_no_nonce()
    {
        await using var server = await EdgeServer.Start();
        using var driver = await SignedCaller.Create(server, Role.Driver);
        var plan = new SigningPlan();

        using var first = await driver.Send(SignedCaller.Get("/api/v1/api-keys"), plan);
        using var second = await driver.Send(SignedCaller.Get("/api/v1/api-keys"), plan);

        await Answered.Problem(first, HttpStatusCode.Forbidden, "permission-missing");
        await Answered.Problem(second, HttpStatusCode.Forbidden, "permission-missing");
    }
}
