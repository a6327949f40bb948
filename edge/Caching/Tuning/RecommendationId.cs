using System.Globalization;
using Edge.Hosting;
using Edge.Shared.Contracts;

namespace Edge.Caching.Tuning;

/// <summary>What a recommendation would change.</summary>
internal sealed record Proposal(CacheAdvice Advice, string Target, long Before, long After);

/// <summary>
/// A recommendation's name says what it would change and when it was made, and is signed: any node can apply what another has
/// recommended, nobody can apply what none has, and nothing needs to be kept in between.
/// </summary>
internal sealed class RecommendationId(KeyedHash hash)
{
    private const string Purpose = "cache-recommendation";
    private const char Separator = '~';
    private const int Parts = 6;
    private const int SignatureBytes = 8;
    private const int MaxLength = 200;

    public string Write(Proposal proposal, DateTimeOffset now)
    {
        var text = string.Join(
            Separator,
            WireName.Of(proposal.Advice),
            proposal.Target,
            proposal.Before.ToString(CultureInfo.InvariantCulture),
            proposal.After.ToString(CultureInfo.InvariantCulture),
            HourOf(now).ToString(CultureInfo.InvariantCulture));
        return $"{text}{Separator}{Sign(text)}";
    }

    /// <param name="isStale">It is genuine, but neither of this hour nor of the one before.</param>
    /// <returns>Null for a name that no node has made.</returns>
    public Proposal? Read(string id, DateTimeOffset now, out bool isStale)
    {
        isStale = false;
        var end = id.LastIndexOf(Separator);
        if (id.Length > MaxLength || end < 0 || Sign(id[..end]) != id[(end + 1)..])
            return null;
        var parts = id.Split(Separator);
        if (parts.Length != Parts || !WireName.TryParse<CacheAdvice>(parts[0], out var advice))
            return null;
        isStale = HourOf(now) - Number(parts[4]) is < 0 or > 1;
        return new Proposal(advice, parts[1], Number(parts[2]), Number(parts[3]));
    }

    private static long HourOf(DateTimeOffset time) => time.ToUnixTimeSeconds() / 3600;

    // Signed, and so as it was written.
    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private string Sign(string text) => Convert.ToHexStringLower(hash.Of(Purpose, text).AsSpan(0, SignatureBytes));
}
