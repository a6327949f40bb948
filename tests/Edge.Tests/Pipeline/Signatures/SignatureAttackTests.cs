using System.Net;
using Edge.Pipeline.Signatures;
using Edge.Shared.Contracts;
using Edge.Shared.Signing;
using Edge.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Pipeline.Signatures;

public class SignatureAttackTests
{
    private const string Shipments = "/api/v1/shipments";

    [Fact]
    public async Task A_request_sent_again_is_refused()
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server);
        var plan = new SigningPlan();

        using var first = await caller.Send(SignedCaller.Get(), plan);
        using var again = await caller.Send(SignedCaller.Get(), plan);
        server.Time.Advance(TimeSpan.FromMinutes(5));
        using var atTheEnd = await caller.Send(SignedCaller.Get(), plan with { Age = TimeSpan.FromMinutes(5) });
        server.Time.Advance(TimeSpan.FromMinutes(5));
        using var anew = await caller.Send(SignedCaller.Get(), plan);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await Answered.Problem(again, HttpStatusCode.Unauthorized, "signature-replayed");
        await Answered.Problem(atTheEnd, HttpStatusCode.Unauthorized, "signature-replayed");
        Assert.Equal(HttpStatusCode.OK, anew.StatusCode);
    }

    [Fact]
    public async Task Of_many_at_the_same_moment_one_is_taken()
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server);
        var plan = new SigningPlan();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => caller.Send(SignedCaller.Get(), plan)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(19, answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task A_nonce_is_known_to_every_node_and_forgotten_after_its_time()
    {
        await using var server = await EdgeServer.Start();
        var (here, there) = (Node(), Node());
        var until = server.Time.GetUtcNow().AddMinutes(6);
        var key = Guid.NewGuid();

        Assert.True(await here.Claim(key, "n", until, default));
        Assert.False(await there.Claim(key, "n", until, default));
        Assert.True(await there.Claim(Guid.NewGuid(), "n", until, default));
        Assert.Equal(0, await here.Prune(default));
        server.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.True(await there.Claim(key, "n", until.AddMinutes(6), default));
        Assert.Equal(1, await here.Prune(default));

        NonceStore Node() => new(server.Services.GetRequiredService<Database>(), server.Time);
    }

    [Fact]
    public async Task A_busy_callers_nonces_do_not_pile_up()
    {
        await using var server = await EdgeServer.Start();
        var nonces = server.Services.GetRequiredService<NonceStore>();
        var (key, now) = (Guid.NewGuid(), server.Time.GetUtcNow());

        await Task.WhenAll(Enumerable.Range(0, 4096).Select(i => nonces.Claim(key, $"{i}", now, default)));

        var database = server.Services.GetRequiredService<Database>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await database.Read(session => session.Number($"select count(*) from signature_nonces")) > 0)
            await Task.Delay(5, patience.Token);
    }

    [Fact]
    public async Task Another_method_path_query_or_host_is_refused()
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server);
        Action<HttpRequestMessage>[] changes =
        [
            request => request.Method = HttpMethod.Head,
            request => request.RequestUri = new Uri("/api/v1/session?limit=1", UriKind.Relative),
            request => request.RequestUri = new Uri(Shipments, UriKind.Relative),
            request => request.RequestUri = new Uri($"{Shipments}?limit=2", UriKind.Relative),
            request => request.RequestUri = new Uri($"{Shipments}?limit=01", UriKind.Relative),
            request => request.RequestUri = new Uri($"{Shipments}?limit=1&archived=true", UriKind.Relative),
            request => request.Headers.Host = "other.example.com",
            request => request.Headers.Add("Idempotency-Key", "added"),
            request => request.Headers.TryAddWithoutValidation("If-Match", "\"1\""),
        ];
        foreach (var change in changes)
        {
            foreach (var covered in (List<string>[])[["@method", "@target-uri"], ["@method", "@authority", "@path", "@query"]])
            {
                var request = caller.Sign(SignedCaller.Get($"{Shipments}?limit=1"), new SigningPlan { Components = covered });
                change(request);
                using var answer = await caller.Http.SendAsync(request);
                Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            }
        }
    }

    [Fact]
    public async Task A_covered_field_that_was_changed_doubled_or_taken_away_is_refused()
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server);
        Action<HttpRequestMessage>[] changes =
        [
            request => request.Headers.Add("Idempotency-Key", "second"),
            request => request.Headers.Remove("Idempotency-Key"),
            request => request.Content!.Headers.Remove(ContentDigest.Header),
            request => request.Content!.Headers.Add(ContentDigest.Header, "sha-512=:AAAA:"),
        ];
        foreach (var change in changes)
        {
            var request = SignedCaller.Post(Shipments, """{"number":"1Z999AA10123456784"}""");
            request.Headers.Add("Idempotency-Key", "first");
            change(caller.Sign(request, new SigningPlan { Components = ["@method", "@target-uri", "idempotency-key"] }));
            using var answer = await caller.Http.SendAsync(request);
            await Answered.Problem(answer, HttpStatusCode.Unauthorized, "signature-invalid");
        }
    }

    public static TheoryData<string, string> WrongWords() => new()
    {
        { "too old", "signature-expired" },
        { "from the future", "signature-expired" },
        { "past its end", "signature-expired" },
        { "ends before it begins", "signature-expired" },
        { "without a date", "signature-invalid" },
        { "without a nonce", "signature-invalid" },
        { "an empty nonce", "signature-invalid" },
        { "a huge nonce", "signature-invalid" },
        { "without the method", "signature-invalid" },
        { "without the target", "signature-invalid" },
        { "covering nothing", "signature-invalid" },
        { "another algorithm", "signature-invalid" },
        { "an unknown key", "signature-invalid" },
    };

    [Theory]
    [MemberData(nameof(WrongWords))]
    public async Task A_signature_that_says_the_wrong_thing_is_refused(string fault, string slug)
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server);

        using var answer = await caller.Send(SignedCaller.Get(), Wrong(fault));

        await Answered.Problem(answer, HttpStatusCode.Unauthorized, slug);
        Assert.True(answer.Headers.Contains("Accept-Signature"));
    }

    private static SigningPlan Wrong(string fault) => fault switch
    {
        "too old" => new() { Age = TimeSpan.FromSeconds(331) },
        "from the future" => new() { Age = TimeSpan.FromSeconds(-31) },
        "past its end" => new() { Age = TimeSpan.FromSeconds(60), Lifetime = TimeSpan.FromSeconds(29) },
        "ends before it begins" => new() { Lifetime = TimeSpan.FromSeconds(-1) },
        "without a date" => new() { IsDated = false },
        "without a nonce" => new() { Nonce = null },
        "an empty nonce" => new() { Nonce = "" },
        "a huge nonce" => new() { Nonce = new string('n', 129) },
        "without the method" => new() { Components = ["@target-uri"] },
        "without the target" => new() { Components = ["@method", "@authority"] },
        "covering nothing" => new() { Components = [] },
        "another algorithm" => new() { Algorithm = "ed25519" },
        _ => new() { KeyId = Guid.NewGuid().ToString() },
    };

    [Fact]
    public async Task A_clock_that_differs_a_little_is_borne()
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server);

        using var slow = await caller.Send(SignedCaller.Get(), new SigningPlan { Age = TimeSpan.FromSeconds(329) });
        using var fast = await caller.Send(SignedCaller.Get(), new SigningPlan { Age = TimeSpan.FromSeconds(-30), Lifetime = TimeSpan.FromSeconds(1) });

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (slow.StatusCode, fast.StatusCode));
    }

    [Theory]
    [InlineData(SignatureAlgorithm.Ed25519)]
    [InlineData(SignatureAlgorithm.EcdsaP256Sha256)]
    public async Task A_public_key_is_not_taken_for_a_shared_secret(SignatureAlgorithm algorithm)
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server, algorithm: algorithm);
        var pem = caller.Issued.ApiKey.Signing!.PublicKey!;
        byte[][] guesses = [KeyText.Read(algorithm, pem), System.Text.Encoding.ASCII.GetBytes(pem)];
        foreach (var guess in guesses)
        {
            foreach (var named in (string?[])[null, "hmac-sha256", algorithm.RegisteredName()])
            {
                using var key = new HmacKey(guess);
                using var answer = await caller.Send(SignedCaller.Get(), new SigningPlan { Key = key, Algorithm = named });
                await Answered.Problem(answer, HttpStatusCode.Unauthorized, "signature-invalid");
            }
        }
    }

    [Fact]
    public async Task Another_key_or_another_keys_id_is_refused()
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server);
        using var other = await SignedCaller.Create(server);
        using var bearer = await server.ApiKey(Role.Admin);

        using var otherKey = await caller.Send(SignedCaller.Get(), new SigningPlan { Key = other.Key });
        using var otherId = await caller.Send(SignedCaller.Get(), new SigningPlan { KeyId = other.Issued.ApiKey.Id.ToString() });
        using var two = await caller.Http.SendAsync(other.Sign(caller.Sign(SignedCaller.Get()), new SigningPlan { Label = "sig2" }));

        foreach (var answer in (HttpResponseMessage[])[otherKey, otherId, two])
            await Answered.Problem(answer, HttpStatusCode.Unauthorized, "signature-invalid");
    }

    [Fact]
    public async Task One_wrong_signature_spoils_the_right_one()
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server);
        using var wrong = new HmacKey([1]);

        using var answer = await caller.Http.SendAsync(caller.Sign(caller.Sign(SignedCaller.Get()), new SigningPlan { Label = "sig2", Key = wrong }));

        await Answered.Problem(answer, HttpStatusCode.Unauthorized, "signature-invalid");
    }

    [Fact]
    public async Task A_revoked_or_expired_key_signs_nothing_from_the_next_request_on()
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server);
        using var admin = await server.SignedIn(Role.Admin);
        using var before = await caller.Send(SignedCaller.Get());
        (await admin.DeleteAsync($"/api/v1/api-keys/{caller.Issued.ApiKey.Id}")).Dispose();

        using var after = await caller.Send(SignedCaller.Get());

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        await Answered.Problem(after, HttpStatusCode.Unauthorized, "signature-invalid");
    }

    [Theory]
    [InlineData("sig1=()", null)]
    [InlineData("sig1=()", "sig2=:AAAA:")]
    [InlineData("sig1=()", "sig1=:AAAA:, sig2=:AAAA:")]
    [InlineData("sig1=1", "sig1=:AAAA:")]
    [InlineData("sig1=(", "sig1=:AAAA:")]
    [InlineData("sig1=();keyid=1", "sig1=:AAAA:")]
    [InlineData("sig1=();created=1.5;keyid=\"00000000-0000-0000-0000-000000000000\"", "sig1=:AAAA:")]
    [InlineData("sig1=();created=999999999999999;nonce=\"n\";keyid=\"00000000-0000-0000-0000-000000000000\"", "sig1=:AAAA:")]
    [InlineData("a=(),b=(),c=(),d=(),e=(),f=(),g=(),h=(),i=()", "a=::,b=::,c=::,d=::,e=::,f=::,g=::,h=::,i=::")]
    public async Task Malformed_fields_are_refused(string input, string? value)
    {
        await using var server = await EdgeServer.Start();
        using var request = SignedCaller.Get();
        request.Headers.TryAddWithoutValidation("Signature-Input", input);
        if (value is not null)
            request.Headers.TryAddWithoutValidation("Signature", value);

        using var answer = await server.Http.SendAsync(request);

        await Answered.Problem(answer, HttpStatusCode.Unauthorized, "signature-invalid");
    }

    [Theory]
    [InlineData("sig=(\"@method\" \"@target-uri\" {0});created=1772452800;nonce=\"n\";keyid=\"00000000-0000-0000-0000-000000000000\"", "\"f{0:0000}\" ")]
    [InlineData("sig=(\"@method\"){0};keyid=\"00000000-0000-0000-0000-000000000000\"", ";k{0:0000}")]
    [InlineData("{0}a=()", "k{0:0000}=(),")]
    public async Task Huge_fields_are_refused(string field, string part)
    {
        await using var server = await EdgeServer.Start();
        using var request = SignedCaller.Get();
        var parts = string.Concat(Enumerable.Range(0, 3000).Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, part, i)));
        request.Headers.TryAddWithoutValidation("Signature-Input", string.Format(System.Globalization.CultureInfo.InvariantCulture, field, parts));
        request.Headers.TryAddWithoutValidation("Signature", "sig=:AAAA:");

        using var answer = await server.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
