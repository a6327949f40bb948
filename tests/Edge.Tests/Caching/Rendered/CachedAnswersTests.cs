using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Edge.Caching.Rendered;
using Edge.Caching.TwoLevel;
using Edge.Shared.Contracts;
using Edge.Tests.Features.Tracking;
using Edge.Tests.Observability;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Caching.Rendered;

/// <summary>What a client sees of it, over HTTP.</summary>
public class CachedAnswersTests
{
    [Fact]
    public async Task A_hit_is_the_same_answer_as_the_miss_before_it_but_for_its_id_and_its_cache_status()
    {
        await using var server = await Looking();
        var shipment = await Large(server);

        using var miss = await Get(server, shipment);
        using var hit = await Get(server, shipment);

        Assert.Equal("Edge; fwd=uri-miss; stored", Status(miss));
        Assert.Matches("^Edge; hit; ttl=[0-9]+$", Status(hit));
        Assert.Equal(await miss.Content.ReadAsByteArrayAsync(), await hit.Content.ReadAsByteArrayAsync());
        Assert.Equal(Lasting(miss), Lasting(hit));
        Assert.NotEqual(miss.Headers.GetValues("X-Request-Id").Single(), hit.Headers.GetValues("X-Request-Id").Single());
        foreach (var name in new[] { "Content-Security-Policy", "X-Content-Type-Options", "Permissions-Policy", "X-Robots-Tag" })
            Assert.True(hit.Headers.Contains(name), name);
        Assert.Equal("no-referrer", hit.Headers.GetValues("Referrer-Policy").Single());
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("identity")]
    [InlineData("")]
    public async Task Each_coding_says_the_same_under_a_tag_of_its_own(string coding)
    {
        await using var server = await Looking();
        var shipment = await Large(server);
        using var other = await Get(server, shipment, ("Accept-Encoding", coding == "br" ? "gzip" : "br"));

        for (var i = 0; i < 2; i++)
        {
            using var answer = await Get(server, shipment, ("Accept-Encoding", coding));
            Assert.StartsWith("Edge; hit", Status(answer));
            Assert.NotEqual(other.Headers.ETag, answer.Headers.ETag);
            var view = JsonSerializer.Deserialize(await Plain(answer), WireJson.Reading.PublicShipment)!;
            Assert.Equal((shipment.Token, 12), (view.Token, view.Events.Count));
            using var again = await Get(server, shipment, ("Accept-Encoding", coding), ("If-None-Match", answer.Headers.ETag!.ToString()));
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            Assert.Equal(answer.Headers.ETag, again.Headers.ETag);
        }
    }

    [Fact]
    public async Task Head_says_what_get_says_without_the_body()
    {
        await using var server = await Looking();
        var shipment = await Large(server);
        using var get = await Get(server, shipment);

        using var head = await server.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, Path(shipment)));

        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Equal((get.Headers.ETag, 0), (head.Headers.ETag, (await head.Content.ReadAsByteArrayAsync()).Length));
    }

    [Fact]
    public async Task Who_has_written_sees_it_at_once_by_every_kind_of_write()
    {
        await using var server = await Looking();
        var client = new TrackingClient(server);
        var shipment = await client.Create("CHANGING");
        var seen = new List<string>();
        async Task Look() => seen.Add((await new TrackingClient(server, null).Get(Path(shipment))).Version ?? "gone");

        await Look();
        await client.Append(shipment.Id, Edge.Shared.Contracts.Status.InTransit, 1);
        await Look();
        await client.Append(shipment.Id, Edge.Shared.Contracts.Status.InTransit, 2);
        await Look();
        var read = await client.Get($"{TrackingClient.Root}/{shipment.Id}");
        await client.Put($"{TrackingClient.Root}/{shipment.Id}", """{"reference":"NEW"}""", ("If-Match", read.ETag!));
        await Look();
        await client.Post($"{TrackingClient.Root}/{shipment.Id}/archive", "{}");
        await Look();

        Assert.Equal(["1", "2", "3", "4", "5"], seen);
    }

    [Fact]
    public async Task A_token_that_names_nothing_is_asked_for_once_and_its_answer_has_its_own_request_id()
    {
        await using var server = await Looking();
        var family = server.Services.GetRequiredService<EdgeCache>().Families.Single(known => known.Name == "public-view");
        var ids = new HashSet<string?>();
        for (var i = 0; i < 3; i++)
        {
            using var answer = await server.Http.GetAsync("/s/nosuchtoken.json");
            ids.Add((await Answered.Problem(answer, HttpStatusCode.NotFound, "shipment-not-found")).RequestId);
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        }

        Assert.Equal((3, 1L), (ids.Count, family.Counters.Fills));
    }

    [Fact]
    public async Task What_the_postcode_opens_is_opened_for_nobody_else()
    {
        await using var server = await Looking();
        var shipment = await new TrackingClient(server).Create("SECRET", request => request with { Destination = new Location("Jo Doe", "Basel", "4001", "CH") });
        for (var i = 0; i < 2; i++)
        {
            using var opened = await server.Http.PostAsJsonAsync($"/s/{shipment.Token}/details", new UnlockDetailsRequest("4001"), WireJson.Default.UnlockDetailsRequest);
            Assert.Contains("Jo Doe", await opened.Content.ReadAsStringAsync());
            Assert.Equal("no-store", opened.Headers.CacheControl!.ToString());
            Assert.False(opened.Headers.Contains("Cache-Status"));
            using var wrong = await server.Http.PostAsJsonAsync($"/s/{shipment.Token}/details", new UnlockDetailsRequest("4002"), WireJson.Default.UnlockDetailsRequest);
            Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
            using var view = await Get(server, shipment);
            var shown = await Plain(view);
            Assert.DoesNotContain("Jo Doe", shown);
            Assert.DoesNotContain("4001", shown);
        }
        var family = server.Services.GetRequiredService<EdgeCache>().Families.Single(known => known.Name == "public-view");
        Assert.Equal(1, family.Counters.Entries);
    }

    [Fact]
    public async Task A_wrong_key_is_refused_though_the_answer_is_there_for_all_others()
    {
        await using var server = await Looking();
        var shipment = await Large(server);
        using var warm = await Get(server, shipment);

        using var answer = await Get(server, shipment, ("Authorization", "Bearer edge_wrong"));

        await Answered.Problem(answer, HttpStatusCode.Unauthorized, "api-key-invalid");
    }

    [Fact]
    public async Task A_limit_on_reads_counts_hits_too()
    {
        await using var server = await Looking(("RateLimiting:Reads", "5"));
        var shipment = await Large(server);

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 7; i++)
        {
            using var answer = await Get(server, shipment);
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.OK, 5), HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], statuses);
    }

    [Fact]
    public async Task The_admin_listener_does_not_know_what_the_public_one_has_cached()
    {
        await using var server = await Looking();
        var shipment = await Large(server);
        using var warm = await Get(server, shipment);
        using var hit = await Get(server, shipment);

        using var answer = await server.Admin.GetAsync(Path(shipment));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("nonsense", HttpStatusCode.BadRequest)]
    [InlineData("*", HttpStatusCode.NotModified)]
    [InlineData("\"other\"", HttpStatusCode.OK)]
    public async Task A_condition_means_the_same_on_a_hit(string condition, HttpStatusCode status)
    {
        await using var server = await Looking();
        var shipment = await Large(server);

        using var miss = await Get(server, shipment, ("If-None-Match", condition));
        using var hit = await Get(server, shipment, ("If-None-Match", condition));

        Assert.Equal((status, status), (miss.StatusCode, hit.StatusCode));
    }

    [Fact]
    public async Task The_carriers_are_a_cached_answer_too()
    {
        await using var server = await Looking();
        using var miss = await server.Http.GetAsync("/api/v1/carriers");
        using var hit = await server.Http.GetAsync("/api/v1/carriers");

        Assert.Equal("Edge; fwd=uri-miss; stored", Status(miss));
        Assert.StartsWith("Edge; hit; ttl=", Status(hit));
        Assert.Equal(await miss.Content.ReadAsStringAsync(), await hit.Content.ReadAsStringAsync());
        Assert.Equal(miss.Headers.CacheControl, hit.Headers.CacheControl);
    }

    [Fact]
    public async Task Log_and_metrics_tell_of_a_hit_as_of_any_other_answer_of_the_route()
    {
        await using var server = await ObservedServer.Start(null, ("Observability:AccessLog", "all"));
        await EdgeCacheEventually(() => server.Services.GetRequiredService<Coherence>().HasLooked);
        for (var i = 0; i < 3; i++)
            await server.Http.GetAsync("/api/v1/carriers");

        await server.Line(line => line.Text("route") == "/api/v1/carriers/" && line.Text("status") == "200");
        await EdgeCacheEventually(() => server.Lines().Count(line => line.Text("route") == "/api/v1/carriers/") == 3);
        var metrics = await server.Metrics();
        Assert.Contains("""edge_cache_hits_total{family="carriers",level="memory"} 2""", metrics);
        Assert.Contains("""edge_cache_misses_total{family="carriers"} 1""", metrics);
        Assert.Matches("""http_server_request_duration_seconds_count\{[^}]*http_route="/api/v1/carriers/?"[^}]*\} 3""", metrics);
    }

    // What is filled before the first look at the facts is not kept after it.
    private static async Task<EdgeServer> Looking(params (string Key, string Value)[] settings)
    {
        var server = await EdgeServer.Start(settings);
        await EdgeCacheEventually(() => server.Services.GetRequiredService<Coherence>().HasLooked);
        return server;
    }

    // The next look makes stale once more what this node's own commits have.
    private static async Task Settled(EdgeServer server)
    {
        await server.Settled();
        var now = Stopwatch.GetTimestamp();
        await EdgeCacheEventually(() => server.Services.GetRequiredService<Coherence>().TrueAt > now);
    }

    private static Task EdgeCacheEventually(Func<bool> condition) => TwoLevel.EdgeCacheTests.Eventually(condition);

    private static string Path(Shipment shipment) => $"/s/{shipment.Token}.json";

    private static string Status(HttpResponseMessage answer) => answer.Headers.GetValues(CacheStatus.Header).Single();

    private static List<string> Lasting(HttpResponseMessage answer) =>
    [
        .. answer.Headers.Concat(answer.Content.Headers)
            .Where(header => header.Key.ToUpperInvariant() is not ("X-REQUEST-ID" or "CACHE-STATUS" or "DATE"))
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal),
    ];

    private static async Task<HttpResponseMessage> Get(EdgeServer server, Shipment shipment, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path(shipment));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await server.Http.SendAsync(request);
    }

    private static async Task<string> Plain(HttpResponseMessage answer)
    {
        await using var body = await answer.Content.ReadAsStreamAsync();
        await using Stream plain = answer.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var reader = new StreamReader(plain);
        return await reader.ReadToEndAsync();
    }

    // Long enough to be worth compressing.
    private static async Task<Shipment> Large(EdgeServer server)
    {
        var client = new TrackingClient(server);
        var shipment = await client.Create("LARGE");
        for (var minute = 0; minute < 12; minute++)
            await client.Append(shipment.Id, Edge.Shared.Contracts.Status.InTransit, minute);
        await Settled(server);
        return shipment;
    }
}
