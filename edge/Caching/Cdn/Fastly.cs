using System.Text.Json;
using Edge.Caching.HttpCaching;
using Edge.Hosting.Configuration;
using Edge.Hosting.Http;

namespace Edge.Caching.Cdn;

/// <summary>
/// Purges by surrogate key through https://www.fastly.com/documentation/reference/api/purging/. Not softly: what is softly purged is
/// served for stale-while-revalidate once more.
/// </summary>
internal sealed class Fastly(string service, Secret token, HttpSender http, Uri api) : ICdn
{
    public static readonly Uri Api = new("https://api.fastly.com");

    public string Name => "fastly";

    public TagHeader Tags { get; } = new("Surrogate-Key", ' ');

    public int LargestPurge => 256;

    public TimeSpan Pace => TimeSpan.FromMilliseconds(100);

    public async Task Purge(IReadOnlyList<string> targets, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new FastlyPurge([.. targets]), CdnJson.Default.FastlyPurge);
        HttpField[] fields =
            [new("Fastly-Key", token.Reveal()), new("Accept", "application/json"), new("Content-Type", "application/json")];
        var reply = await http.Send(new HttpCall("POST", new Uri(api, $"/service/{service}/purge"), fields, body), cancellation);
        if (!reply.IsSuccess)
            throw reply.Refusal(http.Now);
    }
}
