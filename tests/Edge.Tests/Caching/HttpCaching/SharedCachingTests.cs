using Edge.Caching.Cdn;
using Edge.Caching.HttpCaching;
using Edge.Hosting;
using Edge.Hosting.Configuration;
using Edge.Tests.Baselines;
using Edge.Tests.Features.AppShell;
using Edge.Tests.Features.Tracking;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Caching.HttpCaching;

/// <summary>Who may keep what, as an attacker would try it.</summary>
public class SharedCachingTests
{
    private static readonly (string, string)[] VarnishOnly = [("Caching:Varnish", "http://127.0.0.1:1"), ("Caching:VarnishSecret", "secret")];

    [Fact]
    public async Task Where_nothing_in_front_is_purged_everybody_asks_each_time()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server, role: null);
        var page = await Page(server);

        var answer = await client.Get(page);

        Assert.Equal("public, no-cache", Field(answer, "Cache-Control"));
        Assert.All(["xkey", "Cache-Tag", "Surrogate-Key", "Cache-Groups"], name => Assert.Null(Field(answer, name)));
    }

    [Fact]
    public async Task A_public_answer_says_how_long_it_is_kept_and_by_which_tags_it_is_dropped()
    {
        await using var server = await EdgeServer.Start(
            [.. VarnishOnly, ("Caching:SharedLifetime", "2m"), ("Caching:SharedStaleWhileRevalidate", "7s"), ("Caching:SharedStaleIfError", "1h")]);
        var page = await Page(server);

        var answer = await new TrackingClient(server, role: null).Get(page);

        Assert.Equal("public, max-age=0, s-maxage=120, stale-while-revalidate=7, stale-if-error=3600", Field(answer, "Cache-Control"));
        Assert.Equal("Accept-Encoding", Field(answer, "Vary"));
        var tag = Field(answer, "xkey")!.Split(' ')[0];
        Assert.Equal($"\"{tag}\", \"edge\"", Field(answer, "Cache-Groups"));
        Assert.Null(Field(answer, "Cache-Tag"));
        Assert.Null(Field(answer, "Surrogate-Key"));
    }

    [Fact]
    public async Task A_conditional_answer_says_the_same()
    {
        await using var server = await EdgeServer.Start(VarnishOnly);
        var page = await Page(server);
        var client = new TrackingClient(server, role: null);
        var full = await client.Get(page);

        var notModified = await client.Get(page, ("If-None-Match", full.ETag!));

        Assert.Equal(304, (int)notModified.Status);
        Assert.All(["Cache-Control", "xkey", "Cache-Groups", "Vary"], name => Assert.Equal(Field(full, name), Field(notModified, name)));
    }

    [Theory]
    [InlineData("xkey", ' ')]
    [InlineData("Cache-Tag", ',')]
    [InlineData("Surrogate-Key", ' ')]
    public void Each_provider_reads_tags_in_its_own_header(string name, char separator)
    {
        var tags = new CacheTags(new KeyedHash(new Secret("of this test")));
        var sharing = new SharedCaching(new SharedLifetimes(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero), [new TagHeader(name, separator)], tags);

        var headers = sharing.HeadersOf(CachePolicy.Shared, ["shipment:1", "shipment:2"]);

        Assert.Equal(
            $"{tags.Of("shipment:1")}{separator}{tags.Of("shipment:2")}{separator}edge",
            headers.Single(header => header.Name == name).Value.ToString());
    }

    // Azure Front Door is purged by path.
    [Fact]
    public async Task A_cache_that_reads_no_tags_keeps_public_answers_as_long_as_others()
    {
        await using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new KeyedHash(new Secret("of this test")))
            .AddCdn(EdgeServer.SettingsOf(
                ("Caching:AzureFrontDoor", "/subscriptions/1/afdEndpoints/edge"), ("Caching:AzureTenant", "t"),
                ("Caching:AzureClient", "c"), ("Caching:AzureSecret", "s")))
            .BuildServiceProvider();

        var headers = services.GetRequiredService<SharedCaching>().HeadersOf(CachePolicy.Shared, ["shipment:1"]);

        Assert.Equal(
            "public, max-age=0, s-maxage=300, stale-while-revalidate=10, stale-if-error=86400",
            headers.Single(header => header.Name == "Cache-Control").Value.ToString());
    }

    // A cache that is purged by path drops only the one that it is told.
    [Theory]
    [InlineData("/S/{0}.json")]
    [InlineData("/s/{0}.JSON")]
    [InlineData("/s/{0}.json/")]
    [InlineData("/%73/{0}.json")]
    [InlineData("/s/{0}%2Ejson")]
    [InlineData("/s/{0}.json?x=1")]
    [InlineData("/s/{0}.json?")]
    public async Task An_address_that_is_not_the_one_purged_is_kept_by_nobody_in_front(string spelling)
    {
        await using var server = await EdgeServer.Start(VarnishOnly);
        var token = (await new TrackingClient(server).Create("SHARED1")).Token;
        var asWritten = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        var site = server.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        var target = new Uri(site + string.Format(null, spelling, token), asWritten);

        // The second time the answer is in memory.
        for (var time = 0; time < 2; time++)
        {
            using var answer = await server.Http.GetAsync(target);
            using var honest = await server.Http.GetAsync($"/s/{token}.json");

            Assert.Equal(200, (int)answer.StatusCode);
            Assert.Equal(await honest.Content.ReadAsStringAsync(), await answer.Content.ReadAsStringAsync());
            Assert.Equal(honest.Headers.ETag, answer.Headers.ETag);
            Assert.Equal("private, no-cache", answer.Headers.NonValidated["Cache-Control"].ToString());
            Assert.All(["xkey", "Cache-Groups"], name => Assert.False(answer.Headers.Contains(name)));
            Assert.Contains("s-maxage", honest.Headers.NonValidated["Cache-Control"].ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Cookie", false)]
    [InlineData("Authorization", false)]
    [InlineData("Signature-Input", false)]
    [InlineData("Accept", true)]
    public void A_request_that_shows_who_is_asking_is_not_one_for_all(string header, bool isForAll)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers[header] = "a=b";

        Assert.Equal(isForAll, SharedCaching.IsForAll(http));
    }

    [Fact]
    public void An_answer_that_sets_a_cookie_is_not_one_for_all()
    {
        var http = new DefaultHttpContext();
        http.Response.Headers.SetCookie = "a=b";

        Assert.False(SharedCaching.IsForAll(http));
    }

    [Fact]
    public void A_tag_is_one_of_the_installation_and_cannot_be_made_without_its_key()
    {
        var (one, other) = (new CacheTags(new KeyedHash(new Secret("one"))), new CacheTags(new KeyedHash(new Secret("other"))));

        Assert.Equal(one.Of("shipment:1"), one.Of("shipment:1"));
        Assert.NotEqual(one.Of("shipment:1"), one.Of("shipment:2"));
        Assert.NotEqual(one.Of("shipment:1"), other.Of("shipment:1"));
    }

    [Theory]
    [InlineData("Cookie", "a=b")]
    [InlineData("Authorization", "Basic eDp5")]
    public async Task Who_shows_who_is_asking_fills_no_cache_for_all(string header, string value)
    {
        await using var server = await EdgeServer.Start(VarnishOnly);
        var page = await Page(server);
        var client = new TrackingClient(server, role: null);

        foreach (var path in (string[])[page, "/api/v1/carriers"])
        {
            var answer = await client.Get(path, (header, value));
            Assert.Equal(200, (int)answer.Status);
            Assert.StartsWith("private", Field(answer, "Cache-Control"), StringComparison.Ordinal);
            Assert.All(["xkey", "Cache-Groups"], name => Assert.Null(Field(answer, name)));
        }
    }

    [Fact]
    public async Task An_answer_to_a_key_is_for_its_owner_even_where_all_may_ask()
    {
        await using var server = await EdgeServer.Start(VarnishOnly);
        var page = await Page(server);

        var answer = await new TrackingClient(server).Get(page);

        Assert.Equal("private, no-cache", Field(answer, "Cache-Control"));
    }

    // Only what a module has named shared, reference or a file of the web app may be kept by all.
    [Fact]
    public async Task No_other_route_is_public()
    {
        using var folder = new TestFolder();
        await using var app = ShellServer.Compose(folder, FixturePack.Open());

        var open = RouteFacts.Of(app).Where(route => route.Cache.CacheControl.Contains("public", StringComparison.Ordinal));

        Assert.Equal(
            ["/api/v1/carriers", "/s/{token}.json"],
            open.Where(route => route.Endpoint.DisplayName?.StartsWith("asset ", StringComparison.Ordinal) != true)
                .Select(route => route.Path).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("X-Forwarded-Host", "evil.example")]
    [InlineData("X-Forwarded-Proto", "evil")]
    [InlineData("X-Forwarded-For", "evil")]
    [InlineData("Forwarded", "host=evil.example")]
    [InlineData("X-Original-URL", "/evil")]
    [InlineData("X-Rewrite-URL", "/evil")]
    [InlineData("X-HTTP-Method-Override", "POST")]
    [InlineData("Accept-Language", "evil")]
    [InlineData("Accept", "text/evil")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("User-Agent", "evil")]
    [InlineData("Referer", "https://evil.example")]
    public async Task No_header_that_vary_does_not_name_changes_a_public_answer(string name, string value)
    {
        await using var server = await EdgeServer.Start(VarnishOnly);
        var page = await Page(server);
        var client = new TrackingClient(server, role: null);
        var honest = await client.Get(page);

        var poisoned = await client.Get(page, (name, value));

        Assert.Equal(honest.Body, poisoned.Body);
        Assert.DoesNotContain("evil", string.Join('\n', poisoned.Headers.Select(header => string.Join(' ', header.Value))), StringComparison.Ordinal);
        Assert.Equal(Field(honest, "Cache-Control"), Field(poisoned, "Cache-Control"));
    }

    // A path that a careless cache takes for a file must not have a caller's answer.
    [Theory]
    [InlineData("/api/v1/shipments/x.css")]
    [InlineData("/api/v1/shipments.css")]
    [InlineData("/api/v1/shipments;x.css")]
    [InlineData("/api/v1/shipments%2Fx.js")]
    [InlineData("/api/v1/shipments%3Fx.js")]
    [InlineData("/api/v1/session/x.png")]
    [InlineData("/api/v1/api-keys/x.ico")]
    public async Task No_disguise_of_a_private_address_is_public(string path)
    {
        await using var server = await EdgeServer.Start(VarnishOnly);
        var answer = await new TrackingClient(server).Get(path);

        Assert.DoesNotContain("public", Field(answer, "Cache-Control"), StringComparison.Ordinal);
        Assert.DoesNotContain("s-maxage", Field(answer, "Cache-Control"), StringComparison.Ordinal);
        Assert.Null(Field(answer, "xkey"));
    }

    [Fact]
    public async Task Refusals_and_postcode_challenges_are_kept_by_nobody()
    {
        await using var server = await EdgeServer.Start(VarnishOnly);
        var page = await Page(server);
        var client = new TrackingClient(server, role: null);

        Answer[] answers =
        [
            await client.Get("/s/nothing-of-this-name.json"), await client.Post(page.Replace(".json", "/details", StringComparison.Ordinal), """{"postcode":"1"}"""),
            await client.Post(page, "{}"), await client.Get("/api/v1/shipments"), await client.Get(page, ("If-None-Match", "\"")),
        ];

        Assert.All(answers, answer =>
        {
            Assert.NotEqual(200, (int)answer.Status);
            Assert.Equal("no-store", Field(answer, "Cache-Control"));
            Assert.Null(Field(answer, "xkey"));
        });
    }

    private static async Task<string> Page(EdgeServer server) => $"/s/{(await new TrackingClient(server).Create("SHARED1")).Token}.json";

    private static string? Field(Answer answer, string name) =>
        answer.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
