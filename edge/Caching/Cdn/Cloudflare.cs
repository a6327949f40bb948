using System.Text.Json;
using Edge.Caching.HttpCaching;
using Edge.Hosting.Configuration;
using Edge.Hosting.Http;

namespace Edge.Caching.Cdn;

/// <summary>Purges by tag through https://developers.cloudflare.com/api/resources/cache/methods/purge/.</summary>
internal sealed class Cloudflare(string zone, Secret token, HttpSender http, Uri api) : ICdn
{
    public static readonly Uri Api = new("https://api.cloudflare.com");

    public string Name => "cloudflare";

    public TagHeader Tags { get; } = new("Cache-Tag", ',');

    public int LargestPurge => 100;

    // Five requests a second are allowed to most, five a minute to the smallest plan, which Retry-After tells.
    public TimeSpan Pace => TimeSpan.FromSeconds(1);

    public async Task Purge(IReadOnlyList<string> targets, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new CloudflarePurge([.. targets]), CdnJson.Default.CloudflarePurge);
        HttpField[] fields = [new("Authorization", $"Bearer {token.Reveal()}"), new("Content-Type", "application/json")];
        var reply = await http.Send(new HttpCall("POST", new Uri(api, $"/client/v4/zones/{zone}/purge_cache"), fields, body), cancellation);
        if (!reply.IsSuccess)
            throw reply.Refusal(http.Now);
        if (CdnJson.Read(reply, CdnJson.Default.CloudflareAnswer) is not { Success: true })
            throw new HttpFailedException("did not confirm the purge");
    }
}
