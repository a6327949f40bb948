using System.Security.Cryptography;
using System.Text;
using Edge.Caching.HttpCaching;
using Edge.Hosting.Http;

namespace Edge.Caching.Cdn;

/// <summary>
/// Invalidates by tag through https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateInvalidation.html. The distribution's
/// CacheTagConfig must name the header; an item that begins with # is a tag.
/// </summary>
internal sealed class CloudFront(string distribution, SigV4 signer, HttpSender http, Uri api) : ICdn
{
    public static readonly Uri Api = new("https://cloudfront.amazonaws.com");

    public string Name => "cloudfront";

    public TagHeader Tags { get; } = new("Cache-Tag", ',');

    // Invalidations are counted by the item, and 3,000 of them may be under way.
    public int LargestPurge => 500;

    public TimeSpan Pace => TimeSpan.FromSeconds(2);

    public async Task Purge(IReadOnlyList<string> targets, CancellationToken cancellation)
    {
        var body = Encoding.UTF8.GetBytes(Batch(targets));
        var now = http.Now;
        var url = new Uri(api, $"/2020-05-31/distribution/{distribution}/invalidation");
        List<HttpField> fields =
        [
            new("Content-Type", "text/xml"),
            new("X-Amz-Content-Sha256", Convert.ToHexStringLower(SHA256.HashData(body))),
            new("X-Amz-Date", SigV4.Stamp(now)),
        ];
        fields.Add(new HttpField("Authorization", signer.Authorization("POST", url, fields, body, now)));
        var reply = await http.Send(new HttpCall("POST", url, fields, body), cancellation);
        if (!reply.IsSuccess)
            throw reply.Refusal(now);
    }

    // The reference tells requests apart: a repeated one shall be done again. Tags are hexadecimal digits, which XML need not escape.
    private static string Batch(IReadOnlyList<string> targets)
    {
        var xml = new StringBuilder("""<?xml version="1.0" encoding="UTF-8"?>""");
        xml.Append("""<InvalidationBatch xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><CallerReference>""");
        xml.Append(Guid.NewGuid()).Append("</CallerReference><Paths><Items>");
        foreach (var target in targets)
            xml.Append("<Path>#").Append(target).Append("</Path>");
        return xml.Append("</Items><Quantity>").Append(targets.Count).Append("</Quantity></Paths></InvalidationBatch>").ToString();
    }
}
