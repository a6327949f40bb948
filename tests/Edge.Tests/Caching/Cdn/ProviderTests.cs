using System.Xml.Linq;
using Edge.Caching.Cdn;
using Edge.Hosting.Configuration;
using Edge.Hosting.Http;
using Microsoft.AspNetCore.Http;

namespace Edge.Tests.Caching.Cdn;

/// <summary>Each provider's documented request, as a server receives it.</summary>
public sealed class ProviderTests
{
    private static readonly string[] Two = ["aa11", "bb22"];
    private static readonly string[] Paths = ["/s/one.json", "/s/two.json"];
    private static readonly Secret Token = new("s3cret-token");
    private readonly HttpSender http = new(new FakeTime());

    [Fact]
    public async Task Varnish_gets_a_PURGE_with_tags_and_the_secret_on_every_server()
    {
        await using var one = await FakeCdn.Varnish();
        await using var other = await FakeCdn.Varnish();

        await new Varnish([one.Url, other.Url], Token, http).Purge(Two, default);

        foreach (var fake in (FakeCdn[])[one, other])
        {
            var received = Assert.Single(fake.Received);
            Assert.Equal(("PURGE", "/"), (received.Method, received.Target));
            Assert.Equal("aa11 bb22", received.Header("X-Edge-Purge"));
            Assert.Equal("s3cret-token", received.Header("X-Edge-Secret"));
            Assert.Equal(fake.Url.Authority, received.Header("Host"));
        }
    }

    [Fact]
    public async Task A_varnish_that_fails_keeps_no_other_from_being_purged_and_is_told_of()
    {
        await using var down = await FakeCdn.Start(Status(503));
        await using var up = await FakeCdn.Varnish();

        var failure = await Assert.ThrowsAsync<HttpFailedException>(() => new Varnish([down.Url, up.Url], Token, http).Purge(Two, default));

        Assert.Equal("answered 503", failure.Message);
        Assert.Single(up.Received);
    }

    [Fact]
    public async Task A_server_that_takes_any_method_is_not_taken_for_varnish()
    {
        await using var other = await FakeCdn.Start();
        await Assert.ThrowsAsync<HttpFailedException>(() => new Varnish([other.Url], Token, http).Purge(Two, default));
    }

    [Fact]
    public async Task Cloudflare_gets_tags_and_a_bearer_token()
    {
        await using var fake = await FakeCdn.Start(Json("""{"success":true,"errors":[],"messages":[],"result":{"id":"zone1"}}"""));

        await new Cloudflare("zone1", Token, http, fake.Url).Purge(Two, default);

        var received = Assert.Single(fake.Received);
        Assert.Equal(("POST", "/client/v4/zones/zone1/purge_cache"), (received.Method, received.Target));
        Assert.Equal("Bearer s3cret-token", received.Header("Authorization"));
        Assert.Equal("application/json", received.Header("Content-Type"));
        Assert.Equal("""{"tags":["aa11","bb22"]}""", received.Body);
    }

    [Theory]
    [InlineData("""{"success":false,"errors":[{"code":10000,"message":"Authentication error"}]}""")]
    [InlineData("<html>")]
    [InlineData("null")]
    [InlineData("")]
    public async Task Cloudflare_that_does_not_confirm_has_not_purged(string answer)
    {
        await using var fake = await FakeCdn.Start(Json(answer));
        await Assert.ThrowsAsync<HttpFailedException>(() => new Cloudflare("zone1", Token, http, fake.Url).Purge(Two, default));
    }

    [Fact]
    public async Task Fastly_gets_surrogate_keys_and_its_key()
    {
        await using var fake = await FakeCdn.Start(Json("""{"aa11":"108-1391560174-974124","bb22":"108-1391560174-974125"}"""));

        await new Fastly("SU1Z0isxPaozGVKXdv0eY", Token, http, fake.Url).Purge(Two, default);

        var received = Assert.Single(fake.Received);
        Assert.Equal(("POST", "/service/SU1Z0isxPaozGVKXdv0eY/purge"), (received.Method, received.Target));
        Assert.Equal("s3cret-token", received.Header("Fastly-Key"));
        Assert.Equal("application/json", received.Header("Accept"));
        Assert.Equal("""{"surrogate_keys":["aa11","bb22"]}""", received.Body);
    }

    [Fact]
    public async Task CloudFront_gets_a_signed_invalidation_of_tags()
    {
        await using var fake = await FakeCdn.Start(Status(201));
        var signer = new SigV4("AKIDEXAMPLE", Token, "us-east-1", "cloudfront");

        await new CloudFront("EDFDVBD6EXAMPLE", signer, http, fake.Url).Purge(Two, default);

        var received = Assert.Single(fake.Received);
        Assert.Equal(("POST", "/2020-05-31/distribution/EDFDVBD6EXAMPLE/invalidation"), (received.Method, received.Target));
        XNamespace ns = "http://cloudfront.amazonaws.com/doc/2020-05-31/";
        var batch = XDocument.Parse(received.Body).Root!;
        Assert.Equal(ns + "InvalidationBatch", batch.Name);
        Assert.NotEqual("", batch.Element(ns + "CallerReference")!.Value);
        Assert.Equal(["#aa11", "#bb22"], batch.Element(ns + "Paths")!.Element(ns + "Items")!.Elements(ns + "Path").Select(path => path.Value));
        Assert.Equal("2", batch.Element(ns + "Paths")!.Element(ns + "Quantity")!.Value);
        // Signed anew from what arrived: nothing that counts was changed on the way.
        HttpField[] signed = [.. ((string[])["Content-Type", "X-Amz-Content-Sha256", "X-Amz-Date"]).Select(name => new HttpField(name, received.Header(name)))];
        Assert.Equal("20260302T120000Z", received.Header("X-Amz-Date"));
        Assert.Equal(
            signer.Authorization("POST", new Uri(fake.Url, received.Target), signed, System.Text.Encoding.UTF8.GetBytes(received.Body), FakeTime.Noon),
            received.Header("Authorization"));
        Assert.Contains(
            "Credential=AKIDEXAMPLE/20260302/us-east-1/cloudfront/aws4_request, SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date",
            received.Header("Authorization"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CloudFront_tells_a_repeated_invalidation_from_the_first()
    {
        await using var fake = await FakeCdn.Start(Status(201));
        var cloudFront = new CloudFront("E1", new SigV4("A", Token, "us-east-1", "cloudfront"), http, fake.Url);

        await cloudFront.Purge(Two, default);
        await cloudFront.Purge(Two, default);

        Assert.NotEqual(fake.Received.First().Body, fake.Received.Last().Body);
    }

    [Fact]
    public async Task Azure_signs_in_once_and_gets_paths()
    {
        await using var fake = await FakeCdn.Start(Azure(3600));
        var time = new FakeTime();
        var azure = AzureAt(fake, time, ["www.example.com"]);

        await azure.Purge(Paths, default);
        await azure.Purge(Paths, default);
        time.Advance(TimeSpan.FromHours(1));
        await azure.Purge(Paths, default);

        var received = fake.Received.ToArray();
        Assert.Equal(
            ["/tenant1/oauth2/v2.0/token", AzurePurge, AzurePurge, "/tenant1/oauth2/v2.0/token", AzurePurge],
            received.Select(one => one.Target));
        Assert.Equal(
            "grant_type=client_credentials&client_id=client1&client_secret=s3cret-token%2B%2F&scope=https%3A%2F%2Fmanagement.azure.com%2F.default",
            received[0].Body);
        Assert.Equal("application/x-www-form-urlencoded", received[0].Header("Content-Type"));
        Assert.Equal("Bearer granted", received[1].Header("Authorization"));
        Assert.Equal("""{"contentPaths":["/s/one.json","/s/two.json"],"domains":["www.example.com"]}""", received[1].Body);
    }

    [Fact]
    public async Task Azure_is_named_no_domains_where_none_are_set()
    {
        await using var fake = await FakeCdn.Start(Azure(3600));
        var azure = AzureAt(fake, new FakeTime(), []);

        await azure.Purge(["/*"], default);

        Assert.Equal("""{"contentPaths":["/*"]}""", fake.Received.Last().Body);
    }

    [Fact]
    public async Task Azure_signs_in_anew_when_the_token_is_refused()
    {
        var isRevoked = false;
        var granting = Azure(3600);
        await using var fake = await FakeCdn.Start((received, http) => isRevoked && received.Target == AzurePurge
            ? Status(401)(received, http)
            : granting(received, http));
        var azure = AzureAt(fake, new FakeTime(), []);
        await azure.Purge(Paths, default);

        isRevoked = true;
        await Assert.ThrowsAsync<HttpFailedException>(() => azure.Purge(Paths, default));
        isRevoked = false;
        await azure.Purge(Paths, default);

        Assert.Equal(2, fake.Received.Count(one => one.Target.EndsWith("token", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("17", 17)]
    [InlineData("999999999", 3600)]
    [InlineData("Mon, 02 Mar 2026 12:00:30 GMT", 30)]
    [InlineData("Mon, 02 Mar 2020 12:00:30 GMT", 0)]
    [InlineData("soon", null)]
    [InlineData("-1", null)]
    [InlineData(null, null)]
    public async Task A_provider_that_asks_to_be_left_alone_says_for_how_long(string? header, int? seconds)
    {
        await using var fake = await FakeCdn.Start((_, http) =>
        {
            http.Response.StatusCode = 429;
            http.Response.Headers.RetryAfter = header;
            return Task.CompletedTask;
        });

        var failure = await Assert.ThrowsAsync<HttpFailedException>(() => new Fastly("s", Token, http, fake.Url).Purge(Two, default));

        Assert.Equal(seconds, failure.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task A_refusal_tells_no_secret_though_the_server_repeats_it()
    {
        await using var fake = await FakeCdn.Start(async (received, http) =>
        {
            http.Response.StatusCode = 403;
            http.Response.Headers["X-Echo"] = received.Header("Fastly-Key");
            await http.Response.WriteAsync($"bad key {received.Header("Fastly-Key")}");
        });

        var failure = await Assert.ThrowsAsync<HttpFailedException>(() => new Fastly("s", Token, http, fake.Url).Purge(Two, default));

        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains("credentials", failure.Message, StringComparison.Ordinal);
    }

    private const string AzureEndpoint =
        "/subscriptions/subid/resourceGroups/RG/providers/Microsoft.Cdn/profiles/profile1/afdEndpoints/endpoint1";

    private const string AzurePurge = AzureEndpoint + "/purge?api-version=2024-02-01";

    private static AzureFrontDoor AzureAt(FakeCdn fake, FakeTime time, string[] domains) => new(
        new AzureIdentity(AzureEndpoint, domains, "tenant1", "client1", new Secret("s3cret-token+/")), new HttpSender(time), fake.Url, fake.Url);

    private static Func<Received, HttpContext, Task> Azure(int expiresIn) => (received, http) =>
        received.Target.EndsWith("token", StringComparison.Ordinal)
            ? Json($$"""{"token_type":"Bearer","expires_in":{{expiresIn}},"access_token":"granted"}""")(received, http)
            : Status(202)(received, http);

    private static Func<Received, HttpContext, Task> Status(int status) => (_, http) =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static Func<Received, HttpContext, Task> Json(string text) => (_, http) =>
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(text);
    };
}
