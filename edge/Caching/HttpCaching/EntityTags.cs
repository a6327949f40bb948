using Microsoft.Extensions.Primitives;

namespace Edge.Caching.HttpCaching;

/// <summary>Entity tags (RFC 9110, section 8.8.3): <c>"7"</c> is version 7, <c>"7-br"</c> the same in brotli.</summary>
internal static class EntityTags
{
    public static string OfVersion(long version) => $"\"{version}\"";

    /// <summary>If-None-Match: true when the client already has this representation (weak comparison, section 13.1.2).</summary>
    public static bool NoneMatchHits(StringValues header, ReadOnlySpan<char> tag)
    {
        foreach (var line in header)
        {
            foreach (var range in line.AsSpan().Split(','))
            {
                var candidate = line.AsSpan()[range].Trim();
                if (candidate.SequenceEqual("*") || Opaque(candidate).SequenceEqual(tag))
                    return true;
            }
        }
        return false;
    }

    /// <summary>
    /// The versions an If-Match names (strong comparison, section 13.1.1), whatever the coding of the copy the client holds.
    /// </summary>
    /// <returns>True when the header names <paramref name="version"/> or is <c>*</c>.</returns>
    public static bool MatchNames(StringValues header, long version)
    {
        foreach (var line in header)
        {
            foreach (var range in line.AsSpan().Split(','))
            {
                var candidate = line.AsSpan()[range].Trim();
                if (candidate.SequenceEqual("*") || (TryReadVersion(candidate, out var named) && named == version))
                    return true;
            }
        }
        return false;
    }

    private static ReadOnlySpan<char> Opaque(ReadOnlySpan<char> tag) => tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;

    private static bool TryReadVersion(ReadOnlySpan<char> tag, out long version)
    {
        version = 0;
        if (tag.Length < 3 || tag[0] != '"' || tag[^1] != '"')
            return false;
        var text = tag[1..^1];
        var dash = text.IndexOf('-');
        return long.TryParse(dash < 0 ? text : text[..dash], System.Globalization.NumberStyles.None, null, out version);
    }
}
