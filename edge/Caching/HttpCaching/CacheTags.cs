using Edge.Hosting;

namespace Edge.Caching.HttpCaching;

/// <summary>
/// Names by which caches drop all answers that tell of one subject. They are keyed hashes: who sees one learns no id from it, and who knows
/// an id cannot make one. Lowercase hexadecimal digits, since Cloudflare and CloudFront do not tell case.
/// </summary>
internal sealed class CacheTags(KeyedHash hash)
{
    /// <summary>Every answer that is cached for all carries it.</summary>
    public const string Everything = "edge";

    // 80 bits: two of a billion subjects share a tag with a chance of one in a million, and then one is fetched once too often.
    private const int Bytes = 10;

    /// <param name="subject">Its kind and its id: <c>shipment:018f…</c>.</param>
    public string Of(string subject) => Convert.ToHexStringLower(hash.Of("cache-tag", subject).AsSpan(0, Bytes));
}
