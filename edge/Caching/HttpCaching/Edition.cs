using System.Globalization;
using Edge.Observability;
using Edge.Storage;

namespace Edge.Caching.HttpCaching;

/// <summary>
/// What tells equal versions apart in entity tags. A restored database counts on from an older state, and may give a version again to
/// other content; another build may write the same version in other words.
/// </summary>
internal sealed class Edition(DatabaseEpoch epoch)
{
    private const int MaxDigits = 20;

    // The epoch is known once the database is open.
    private readonly Lazy<string> mark = new(() => $".{epoch.Value}.{BuildInfo.Id}");

    /// <summary>What follows a version in its entity tag: <c>.{database}.{build}</c>.</summary>
    public string Mark => mark.Value;

    /// <summary>Whether a tag, without its quotes, names the version in this database, in whatever coding and by whatever build.</summary>
    /// <param name="tag">
    /// The version alone, as the member <c>version</c> of a resource has it, names it too: clients keep resources without their headers.
    /// </param>
    public bool Names(ReadOnlySpan<char> tag, long version)
    {
        foreach (var coding in (ReadOnlySpan<ContentCoding>)[ContentCoding.Brotli, ContentCoding.Gzip])
        {
            if (tag.EndsWith(coding.TagSuffix(), StringComparison.Ordinal))
                tag = tag[..^coding.TagSuffix().Length];
        }
        Span<char> digits = stackalloc char[MaxDigits];
        version.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        if (!tag.StartsWith(digits[..length]))
            return false;
        var mark = tag[length..];
        return mark.IsEmpty || (mark.Length == Mark.Length && mark.StartsWith(Mark.AsSpan(0, 2 + epoch.Value.Length)));
    }
}
