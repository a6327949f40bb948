using System.Text;
using Xunit.Abstractions;

namespace Edge.Aot.Tests.SharedCache;

/// <summary>The published binary behind real Varnish: what is kept, and that what happens is seen.</summary>
public sealed class VarnishTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_new_event_is_seen_through_varnish_though_the_page_was_cached()
    {
        await using var scene = await VarnishScene.Start();
        var slowest = TimeSpan.Zero;
        for (var round = 0; round < 10; round++)
        {
            await scene.IsCached();
            var events = await scene.Append();
            var acknowledged = DateTime.UtcNow;
            await scene.Shows(events);
            var took = DateTime.UtcNow - acknowledged;
            slowest = took > slowest ? took : slowest;
        }
        output.WriteLine($"slowest of 10: seen {slowest.TotalMilliseconds:F0} ms after it was acknowledged");
    }

    [Fact]
    public async Task What_happens_while_purges_do_not_arrive_is_purged_when_they_do()
    {
        await using var scene = await VarnishScene.Start();
        await scene.IsCached();

        scene.Gate.Close();
        var events = await scene.Append();
        await scene.Gate.Refused();
        Assert.NotEqual(events, (await scene.Get()).Events);
        scene.Gate.Open();

        await scene.Shows(events);
    }

    [Fact]
    public async Task A_restart_of_the_service_in_between_loses_no_purge()
    {
        await using var scene = await VarnishScene.Start();
        await scene.IsCached();
        scene.Gate.Close();
        var events = await scene.Append();
        await scene.Gate.Refused();

        await scene.Node.Kill();
        Assert.NotEqual(events, (await scene.Get()).Events);
        scene.Gate.Open();
        await scene.Node.Start();

        await scene.Shows(events);
    }

    [Fact]
    public async Task Varnish_that_was_restarted_is_purged_again()
    {
        await using var scene = await VarnishScene.Start();
        await scene.Varnish.Kill();
        var events = await scene.Append();
        await scene.Varnish.Start();

        await scene.Shows(events);
        await scene.IsCached();
        await scene.Shows(await scene.Append());
    }

    [Fact]
    public async Task While_the_service_is_down_what_is_cached_is_answered_even_when_it_was_purged()
    {
        await using var scene = await VarnishScene.Start();
        await scene.IsCached();
        await Purge(scene, VarnishServer.Secret, "edge");

        await scene.Node.Kill();
        var stale = await scene.Get();

        Assert.Equal(200, stale.Status);
        Assert.Contains("stale", stale.Field("Cache-Status"), StringComparison.Ordinal);
        Assert.Equal(503, (await scene.Get("/s/nothing-of-this-name.json")).Status);
    }

    [Fact]
    public async Task Nobody_purges_without_the_secret()
    {
        await using var scene = await VarnishScene.Start();
        await scene.IsCached();

        foreach (var guess in (string[])["", "guess", VarnishServer.Secret + "x"])
            Assert.Equal(403, (await Purge(scene, guess, "edge")).Status);
        Assert.True((await scene.Get()).IsHit);
        Assert.Equal("0", (await Purge(scene, VarnishServer.Secret, "no-such-tag")).Field("X-Edge-Purged"));
        Assert.True((await scene.Get()).IsHit);
        Assert.Equal("1", (await Purge(scene, VarnishServer.Secret, "edge")).Field("X-Edge-Purged"));
    }

    [Fact]
    public async Task An_answer_tells_how_it_was_made_and_no_tag()
    {
        await using var scene = await VarnishScene.Start();
        await scene.IsCached();

        var seen = await scene.Get();

        Assert.StartsWith("varnish; hit; ttl=", seen.Field("Cache-Status"), StringComparison.Ordinal);
        Assert.Equal("public, no-cache", seen.Field("Cache-Control"));
        Assert.NotEqual("", seen.Field("Age"));
        Assert.All(["xkey", "X-Varnish", "Via", "X-Edge-Ttl", "X-Edge-Swr", "X-Request-Id"], name => Assert.Equal("", seen.Field(name)));
    }

    [Fact]
    public async Task Each_coding_is_kept_by_itself_whatever_words_ask_for_it()
    {
        await using var scene = await VarnishScene.Start();
        for (var i = 0; i < 40; i++)
            await scene.Append();
        await scene.Shows(40);
        (string Asked, string Got)[] codings =
            [("br", "br"), ("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("deflate, gzip;q=1.0", "gzip"), ("br;q=0, gzip", "gzip"), ("gzip;q=0", ""), ("zstd", ""), ("", "")];

        foreach (var (asked, got) in codings)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, scene.Page);
            request.Headers.TryAddWithoutValidation("Accept-Encoding", asked);
            using var answer = await scene.Varnish.Http.SendAsync(request);
            Assert.Equal(got, string.Join(',', answer.Content.Headers.ContentEncoding));
        }
    }

    [Fact]
    public async Task Queries_cookies_and_hosts_make_no_copies_and_change_nothing()
    {
        await using var scene = await VarnishScene.Start();
        await scene.IsCached();
        var honest = (await scene.Get()).Body;

        foreach (var (path, name, value) in ((string, string, string)[])
        [
            (scene.Page + "?utm_source=x", "X-Nothing", "x"), (scene.Page + "?cb=1&cb=2", "X-Nothing", "x"), (scene.Page, "Host", "evil.example"),
            (scene.Page, "Cookie", "a=b"), (scene.Page, "Cookie", "__Host-edge=" + new string('a', 43)), (scene.Page, "X-Forwarded-Host", "evil.example"),
            (scene.Page, "X-Original-URL", "/api/v1/session"), (scene.Page, "X-Rewrite-URL", "/api/v1/session"), (scene.Page, "X-Forwarded-Scheme", "nothttps"),
            (scene.Page, "X-HTTP-Method-Override", "POST"), (scene.Page, "X-Edge-Want", "any"), (scene.Page, "X-Edge-Purge", "edge"),
            (scene.Page, "Accept", "text/html"), (scene.Page, "Origin", "https://evil.example"), (scene.Page, "Range", "bytes=0-1"),
        ])
        {
            var seen = await scene.Get(path, (name, value));
            Assert.True(seen.IsHit, $"{path} with {name}: {value} gave {seen.Field("Cache-Status")}");
            Assert.Equal(name == "Range" ? honest[..2] : honest, seen.Body);
        }
    }

    [Fact]
    public async Task What_was_poisoned_before_the_first_honest_request_is_honest()
    {
        await using var scene = await VarnishScene.Start();
        await scene.Get(scene.Page + "?x=<script>", ("Host", "evil.example"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "http"));
        await scene.IsCached();

        Assert.DoesNotContain("evil", Encoding.UTF8.GetString((await scene.Get()).Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_belongs_to_a_caller_is_never_kept()
    {
        await using var scene = await VarnishScene.Start();
        var bearer = ("Authorization", $"Bearer {scene.Key}");
        string[] disguises =
        [
            "/api/v1/shipments", $"/api/v1/shipments/{scene.Shipment.Id}", "/api/v1/shipments?x=.css", "/api/v1/session", "/api/v1/shipments/.json",
            "/api/v1/session/x.css", "/api/v1/shipments%2f.json", "/s/..%2fapi%2fv1%2fshipments.json", "/s/x.json/../../api/v1/shipments",
            "/api/v1/carriers/../shipments", "/api/v1/carriers%3f/x", "/s/%2e%2e/api/v1/shipments.json",
        ];

        foreach (var path in disguises)
        {
            for (var time = 0; time < 2; time++)
                Assert.False((await scene.Get(path, bearer)).IsHit, path);
            var stranger = await scene.Get(path);
            Assert.False(stranger.IsHit, path);
            Assert.DoesNotContain(scene.Shipment.Number, Encoding.UTF8.GetString(stranger.Body), StringComparison.Ordinal);
        }
        Assert.False((await scene.Get(scene.Page, bearer)).IsHit);
    }

    [Fact]
    public async Task Errors_are_not_kept()
    {
        await using var scene = await VarnishScene.Start();
        for (var time = 0; time < 3; time++)
        {
            var seen = await scene.Get("/s/nothing-of-this-name.json");
            Assert.Equal((404, false), (seen.Status, seen.IsHit));
        }
        Assert.NotEqual(200, (await scene.Send(HttpMethod.Post, scene.Page)).Status);
        Assert.Equal(200, (await scene.Get()).Status);
    }

    private static Task<Seen> Purge(VarnishScene scene, string secret, string tags) =>
        scene.Send(new HttpMethod("PURGE"), "/", ("X-Edge-Purge", tags), ("X-Edge-Secret", secret));
}
