using Edge.Caching.HttpCaching;
using Edge.Hosting.Configuration;
using Edge.Hosting.Http;

namespace Edge.Caching.Cdn;

/// <summary>
/// Varnish with deploy/varnish/edge.vcl: a PURGE request with tags for xkey and a secret. The answer says how many objects went; one
/// that does not is some other server's.
/// </summary>
internal sealed class Varnish(IReadOnlyList<Uri> servers, Secret secret, HttpSender http) : ICdn
{
    private const string CountField = "X-Edge-Purged";

    public string Name => "varnish";

    public TagHeader Tags { get; } = new("xkey", ' ');

    // With 21 bytes each they stay below http_req_hdr_len, 8 kB.
    public int LargestPurge => 256;

    public TimeSpan Pace => TimeSpan.Zero;

    /// <summary>All servers are asked, those behind one that fails too.</summary>
    public async Task Purge(IReadOnlyList<string> targets, CancellationToken cancellation)
    {
        var tags = string.Join(Tags.Separator, targets);
        HttpFailedException? failure = null;
        foreach (var server in servers)
        {
            try
            {
                await Purge(server, tags, cancellation);
            }
            catch (HttpFailedException error)
            {
                failure ??= error;
            }
        }
        if (failure is not null)
            throw failure;
    }

    private async Task Purge(Uri server, string tags, CancellationToken cancellation)
    {
        HttpField[] fields = [new("X-Edge-Purge", tags), new("X-Edge-Secret", secret.Reveal())];
        var reply = await http.Send(new HttpCall("PURGE", server, fields, []), cancellation);
        if (!reply.IsSuccess)
            throw reply.Refusal(http.Now);
        if (reply.Field(CountField) is null)
            throw new HttpFailedException($"{server.Authority} is no Varnish with edge.vcl");
    }
}
