using System.IO.Compression;
using System.Net;
using System.Text.Json;

namespace Edge.Tests.Features.AppShell;

public sealed class AppShellTests : IAsyncLifetime
{
    private const string Script = "/assets/index-Ab3dEf7h.js";
    private static readonly byte[] ScriptBytes = File.ReadAllBytes(FixturePack.Folder + Script);
    private ShellServer server = null!;

    public async Task InitializeAsync() => server = await ShellServer.Start(FixturePack.Open());

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Theory]
    [InlineData(null, null)]
    [InlineData("identity", null)]
    [InlineData("deflate, zstd", null)]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("br;q=0.1, gzip;q=0.5, identity;q=1", null)]
    public async Task Answers_in_the_best_coding_the_client_takes(string? accepted, string? coding)
    {
        var answer = await server.Get(Script, accepted is null ? [] : [$"Accept-Encoding: {accepted}"]);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(coding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("Accept-Encoding", answer.Headers.Vary.Single());
        Assert.Equal("text/javascript; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var body = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(body.Length, answer.Content.Headers.ContentLength);
        Assert.Equal(ScriptBytes, Unpacked(body, coding));
    }

    [Fact]
    public async Task Each_coding_has_a_strong_tag_of_its_own_and_only_that_one_is_not_modified()
    {
        var tags = new List<string>();
        foreach (var coding in (string[])["identity", "gzip", "br"])
        {
            var first = await server.Get(Script, $"Accept-Encoding: {coding}");
            Assert.False(first.Headers.ETag!.IsWeak);
            tags.Add(first.Headers.ETag.Tag);

            var again = await server.Get(Script, $"Accept-Encoding: {coding}", $"If-None-Match: \"other\", {first.Headers.ETag.Tag}");
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            Assert.Equal(first.Headers.ETag, again.Headers.ETag);
            Assert.Equal(first.Headers.CacheControl, again.Headers.CacheControl);
            Assert.Equal("Accept-Encoding", again.Headers.Vary.Single());
        }
        Assert.Equal(3, tags.Distinct().Count());
        var other = await server.Get(Script, "Accept-Encoding: br", $"If-None-Match: {tags[1]}");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Theory]
    [InlineData(Script, "public, max-age=31536000, immutable")]
    [InlineData("/", "no-cache")]
    [InlineData("/index.html", "no-cache")]
    [InlineData("/sw.js", "no-cache")]
    [InlineData("/app.webmanifest", "no-cache")]
    [InlineData("/parcels/abc", "no-cache")]
    public async Task Only_hashed_names_are_kept_without_asking(string path, string policy) =>
        Assert.Equal(policy, string.Join(", ", (await server.Get(path)).Headers.GetValues("Cache-Control")).Replace(",  ", ", "));

    [Fact]
    public async Task An_image_is_neither_compressed_nor_negotiated()
    {
        var answer = await server.Get("/icons/dot.png", "Accept-Encoding: br, gzip");

        Assert.Equal("image/png", answer.Content.Headers.ContentType!.ToString());
        Assert.Empty(answer.Content.Headers.ContentEncoding);
        Assert.Empty(answer.Headers.Vary);
        Assert.Equal(File.ReadAllBytes(FixturePack.Folder + "/icons/dot.png"), await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Head_says_what_get_would_and_sends_nothing()
    {
        var get = await server.Get(Script, "Accept-Encoding: br");
        var head = await server.Send(HttpMethod.Head, Script, "Accept-Encoding: br");

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("bytes=0-0", 0, 1)]
    [InlineData("bytes=10-19", 10, 10)]
    [InlineData("bytes=-5", -5, 5)]
    [InlineData("bytes=100-99999999999999999999999", 100, -100)]
    [InlineData("BYTES=3-", 3, -3)]
    public async Task A_range_is_answered_with_those_bytes_of_the_plain_form(string range, int from, int count)
    {
        var first = from < 0 ? ScriptBytes.Length + from : from;
        var length = count < 0 ? ScriptBytes.Length + count : count;

        var answer = await server.Get(Script, $"Range: {range}", "Accept-Encoding: br");

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal($"bytes {first}-{first + length - 1}/{ScriptBytes.Length}", answer.Content.Headers.ContentRange!.ToString());
        Assert.Equal(ScriptBytes.AsSpan(first, length).ToArray(), await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("bytes=0-1,3-4")]
    [InlineData("bytes=5-2")]
    [InlineData("bytes=a-b")]
    [InlineData("bytes=-")]
    [InlineData("lines=1-2")]
    [InlineData("nonsense")]
    public async Task A_range_that_cannot_be_understood_is_ignored(string range)
    {
        var answer = await server.Get(Script, $"Range: {range}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(ScriptBytes, await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("bytes=99999999-")]
    [InlineData("bytes=-0")]
    public async Task A_range_behind_the_end_is_refused_with_the_length(string range)
    {
        var answer = await server.Get(Script, $"Range: {range}");

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, answer.StatusCode);
        Assert.Equal($"bytes */{ScriptBytes.Length}", answer.Content.Headers.ContentRange!.ToString());
        Assert.Equal("/docs/problems#range-not-satisfiable", await ProblemType(answer));
    }

    [Fact]
    public async Task If_range_resumes_the_same_bytes_only()
    {
        var tag = (await server.Get(Script)).Headers.ETag!.Tag;

        var same = await server.Get(Script, "Range: bytes=5-9", $"If-Range: {tag}");
        var changed = await server.Get(Script, "Range: bytes=5-9", "If-Range: \"older\"");
        var dated = await server.Get(Script, "Range: bytes=5-9", "If-Range: Wed, 21 Oct 2026 07:28:00 GMT");

        Assert.Equal(HttpStatusCode.PartialContent, same.StatusCode);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, dated.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/parcels")]
    [InlineData("/parcels/0192-a/timeline")]
    [InlineData("/s/token")]
    public async Task A_page_of_the_web_app_gets_the_shell(string path)
    {
        var answer = await server.Get(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Contains("A small web app", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", false)]
    [InlineData("/parcels", false)]
    [InlineData("/s/token", true)]
    [InlineData("/s/token/anything", true)]
    [InlineData("/s/token.json", true)]
    public async Task A_path_with_a_secret_is_kept_from_search_engines_and_other_sites(string path, bool isSecret)
    {
        var answer = await server.Get(path);

        Assert.Equal(isSecret, answer.Headers.TryGetValues("X-Robots-Tag", out var robots) && robots.Single() == "noindex");
        Assert.Equal(isSecret ? "no-referrer" : "same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
    }

    [Fact]
    public async Task All_assets_are_measured_as_one_and_unknown_paths_as_none()
    {
        foreach (var path in (string[])[Script, "/sw.js", "/app.webmanifest", "/icons/dot.png", "/s/one", "/s/two", "/a", "/b/c", "/nothing.png"])
            await server.Get(path);
        await server.Send(new HttpMethod("BREW"), "/sw.js");
        await server.Send(new HttpMethod("WHEN"), "/missing.txt");

        var metrics = await server.Admin.GetStringAsync("/metrics");

        var counts = metrics.Split('\n').Where(line => line.StartsWith("http_server_request_duration_seconds_count", StringComparison.Ordinal)).Order();
        Assert.Equal(
            [
                "{http_request_method=\"GET\",http_response_status_code=\"200\",http_route=\"/s/{token:page}/{**rest}\"} 2",
                "{http_request_method=\"GET\",http_response_status_code=\"200\",http_route=\"/{first:page}/{**rest}\"} 2",
                "{http_request_method=\"GET\",http_response_status_code=\"200\",http_route=\"asset\"} 4",
                "{http_request_method=\"GET\",http_response_status_code=\"404\"} 1",
                "{http_request_method=\"_OTHER\",http_response_status_code=\"404\"} 1",
                "{http_request_method=\"_OTHER\",http_response_status_code=\"405\",http_route=\"asset\"} 1",
            ],
            counts.Select(line => line["http_server_request_duration_seconds_count".Length..]));
    }

    [Theory]
    [InlineData("/assets/index-00000000.js")]
    [InlineData("/assets/unknown")]
    [InlineData("/missing.png")]
    [InlineData("/parcels/missing.json")]
    [InlineData("/s/token.txt")]
    [InlineData("/api")]
    [InlineData("/api/v1/unknown")]
    [InlineData("/API/v1/unknown")]
    [InlineData("/openapi/v2")]
    [InlineData("/docs/unknown")]
    [InlineData("/api/v2")]
    [InlineData("/openapi")]
    [InlineData("/health/live/x")]
    [InlineData("/.well-known/security")]
    [InlineData("/.well-known/change-password")]
    [InlineData("/.git/config")]
    [InlineData("/health/unknown")]
    [InlineData("/metrics/unknown")]
    [InlineData("/..%2f..%2fetc/passwd.txt")]
    public async Task What_is_not_a_page_and_not_there_is_a_404_and_never_html(string path)
    {
        var answer = await server.Get(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("/docs/problems#not-found", await ProblemType(answer));
    }

    [Theory]
    [InlineData(Script)]
    [InlineData("/")]
    [InlineData("/parcels")]
    public async Task Another_method_is_refused_with_those_that_are_taken(string path)
    {
        var answer = await server.Send(HttpMethod.Post, path);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow);
        Assert.Equal("/docs/problems#method-not-allowed", await ProblemType(answer));
    }

    [Fact]
    public async Task The_admin_listener_has_no_web_app() =>
        Assert.Equal(HttpStatusCode.NotFound, (await server.Admin.GetAsync("/")).StatusCode);

    [Fact]
    public async Task A_build_without_a_web_app_says_so()
    {
        await using var bare = await ShellServer.Start(null);

        foreach (var path in (string[])["/", "/parcels"])
        {
            var answer = await bare.Get(path);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal("/docs/problems#web-app-not-built", await ProblemType(answer));
        }
    }

    private static async Task<string?> ProblemType(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("type").GetString();
    }

    private static byte[] Unpacked(byte[] body, string? coding)
    {
        using var packed = new MemoryStream(body);
        using Stream plain = coding switch
        {
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            "gzip" => new GZipStream(packed, CompressionMode.Decompress),
            _ => packed,
        };
        using var result = new MemoryStream();
        plain.CopyTo(result);
        return result.ToArray();
    }
}
