using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using Edge.Features.AppShell;

namespace Edge.Tests.Features.AppShell;

/// <summary>The fixture is release 4; 0.9 to 3 came before it, and 5 is of another branch.</summary>
public sealed class PreviousReleasesTests : IAsyncLifetime, IDisposable
{
    private const string Script = "/assets/index-Ab3dEf7h.js";
    private const string AcceptsDeltas = "Accept-Encoding: gzip, deflate, br, zstd, dcb, dcz";
    private static readonly byte[] ScriptBytes = File.ReadAllBytes(FixturePack.Folder + Script);

    private readonly TestFolder folder = new();
    private WebPack pack = null!;
    private ShellServer server = null!;

    public async Task InitializeAsync()
    {
        foreach (var version in (string[])["0.9", "1", "2", "3", "5"])
        {
            var assets = Directory.CreateDirectory(Path.Combine(folder.Path, "releases", version, "assets")).FullName;
            await File.WriteAllBytesAsync(Path.Combine(assets, NameOf(version)), Release(version));
            await File.WriteAllTextAsync(Path.Combine(assets, "notes.txt"), "no hashed name");
        }
        FixturePack.Run(FixturePack.Folder, folder.File("web.pack"), Path.Combine(folder.Path, "releases"));
        pack = new WebPack(await File.ReadAllBytesAsync(folder.File("web.pack")));
        server = await ShellServer.Start(pack);
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Serves_the_files_of_the_releases_before_to_every_client(string? accepted)
    {
        var answer = await server.Get(PathOf("2"), accepted is null ? [] : [$"Accept-Encoding: {accepted}"]);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl!.ToString());
        var body = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(accepted == "br" ? "br" : null, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal(Release("2"), accepted == "br" ? Brotli(body) : body);
    }

    [Fact]
    public async Task Serves_a_part_of_an_earlier_file()
    {
        var answer = await server.Get(PathOf("3"), "Range: bytes=3-9");

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(Release("3")[3..10], await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("0.9")]
    [InlineData("5")]
    public async Task Returns_404_for_files_of_releases_too_long_ago_and_of_later_ones(string version) =>
        Assert.Equal(HttpStatusCode.NotFound, (await server.Get(PathOf(version))).StatusCode);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Serves_as_many_releases_as_the_operator_wants(int releases)
    {
        await using var fewer = await ShellServer.Start(pack, ("AppShell:PreviousReleases", $"{releases}"));

        foreach (var (version, age) in (IEnumerable<(string, int)>)[("3", 1), ("2", 2), ("1", 3)])
            Assert.Equal(age <= releases ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await fewer.Get(PathOf(version))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await fewer.Get(Script)).StatusCode);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("3")]
    public async Task Sends_who_has_an_earlier_file_the_difference_alone(string version)
    {
        var whole = await server.Get(Script, "Accept-Encoding: br");
        var answer = await server.Get(Script, AcceptsDeltas, $"Available-Dictionary: {HashOf(version)}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("dcz", answer.Content.Headers.ContentEncoding.Single());
        Assert.Equal(["Accept-Encoding", "Available-Dictionary"], answer.Headers.Vary);
        Assert.NotEqual(whole.Headers.ETag, answer.Headers.ETag);
        var body = await answer.Content.ReadAsByteArrayAsync();
        Assert.True(body.Length < whole.Content.Headers.ContentLength / 2);
        // RFC 9842, section 5.
        Assert.Equal([0x5e, 0x2a, 0x4d, 0x18, 0x20, 0, 0, 0, .. SHA256.HashData(Release(version))], body[..40]);
        Assert.Equal(ScriptBytes, await Zstandard(body, Release(version)));
    }

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "1")]
    [InlineData("br, dcz;q=0", "1")]
    [InlineData("br, dcb", "1")]
    [InlineData("br, dcz", "0.9")]
    [InlineData("br, dcz", "")]
    [InlineData("br, dcz", ":bm90IGEgaGFzaA==:")]
    [InlineData("br, dcz", "twice")]
    public async Task Sends_the_whole_file_to_everybody_else(string accepted, string dictionary)
    {
        var headers = new List<string> { $"Accept-Encoding: {accepted}", $"Available-Dictionary: {(dictionary is "1" or "0.9" ? HashOf(dictionary) : dictionary)}" };
        if (dictionary == "twice")
            headers.AddRange([$"Available-Dictionary: {HashOf("1")}"]);

        var answer = await server.Get(Script, [.. headers]);

        Assert.Equal("br", answer.Content.Headers.ContentEncoding.Single());
        Assert.Equal(["Accept-Encoding", "Available-Dictionary"], answer.Headers.Vary);
        Assert.Equal(ScriptBytes, Brotli(await answer.Content.ReadAsByteArrayAsync()));
    }

    [Fact]
    public async Task Names_what_a_file_is_a_dictionary_for()
    {
        var answer = await server.Get(Script, "Accept-Encoding: br");
        var page = await server.Get("/", "Accept-Encoding: br");

        Assert.Equal("match=\"/assets/index-*.js\"", answer.Headers.GetValues("Use-As-Dictionary").Single());
        Assert.False(page.Headers.Contains("Use-As-Dictionary"));
    }

    // Another version is in every tenth line, as a change is here and there.
    private static byte[] Release(string version)
    {
        var lines = File.ReadAllLines(FixturePack.Folder + Script);
        for (var i = 0; i < lines.Length; i += 10)
            lines[i] += $" // {version}";
        return System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    private static string NameOf(string version) => $"index-{version.Replace(".", "", StringComparison.Ordinal).PadLeft(8, '0')}.js";

    private static string PathOf(string version) => $"/assets/{NameOf(version)}";

    private static string HashOf(string version) => $":{Convert.ToBase64String(SHA256.HashData(Release(version)))}:";

    private static byte[] Brotli(byte[] packed)
    {
        using var unpacked = new MemoryStream();
        using (var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress))
            brotli.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    // The decoder of the distribution, which is not the build's encoder.
    private async Task<byte[]> Zstandard(byte[] packed, byte[] dictionary)
    {
        await File.WriteAllBytesAsync(folder.File("before"), dictionary);
        await File.WriteAllBytesAsync(folder.File("delta.zst"), packed);
        using var zstd = Process.Start("zstd", ["-d", "-q", "-f", "-D", folder.File("before"), folder.File("delta.zst"), "-o", folder.File("after")]);
        await zstd.WaitForExitAsync();
        Assert.Equal(0, zstd.ExitCode);
        return await File.ReadAllBytesAsync(folder.File("after"));
    }
}
