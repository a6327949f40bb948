using Microsoft.Extensions.Primitives;

namespace Edge.Caching.HttpCaching;

/// <summary>The content codings this service speaks (RFC 9110, section 8.4).</summary>
internal enum ContentCoding
{
    Identity,
    Gzip,
    Brotli,
}

internal static class AcceptEncoding
{
    /// <summary>
    /// The coding with the highest weight among those there are (RFC 9110, section 12.5.3); at equal weights brotli before gzip before
    /// none. When nothing there is will do, the plain form is sent all the same: a 406 would help nobody.
    /// </summary>
    public static ContentCoding Choose(StringValues header, bool hasGzip = true, bool hasBrotli = true)
    {
        // What browsers send, and most programs.
        if (header.Count == 1 && header[0] is "gzip, deflate, br, zstd" or "gzip, deflate, br" or "br, gzip, deflate" && hasBrotli)
            return ContentCoding.Brotli;
        var weights = CodingWeights.Read(header);
        var brotli = hasBrotli ? weights.Brotli : 0;
        var gzip = hasGzip ? weights.Gzip : 0;
        if (brotli > 0 && brotli >= gzip && brotli >= weights.Identity)
            return ContentCoding.Brotli;
        return gzip > 0 && gzip >= weights.Identity ? ContentCoding.Gzip : ContentCoding.Identity;
    }

    /// <summary>Whether a coding that no one has to know is named as one that will do.</summary>
    public static bool Names(StringValues header, string coding)
    {
        foreach (var line in header)
        {
            foreach (var range in line.AsSpan().Split(','))
            {
                var item = line.AsSpan()[range];
                var semicolon = item.IndexOf(';');
                if ((semicolon < 0 ? item : item[..semicolon]).Trim().Equals(coding, StringComparison.OrdinalIgnoreCase))
                    return semicolon < 0 || CodingWeights.WeightOf(item[(semicolon + 1)..].Trim()) > 0;
            }
        }
        return false;
    }

    /// <summary>Whether the plain form will do, which every header allows that does not forbid it.</summary>
    public static bool TakesIdentity(StringValues header) =>
        header.Count == 0 || !header.ToString().Contains('0') || CodingWeights.Read(header).Identity > 0;

    /// <summary>The suffix that keeps entity tags of one version apart per coding (RFC 9110, section 8.8.3.3).</summary>
    public static string TagSuffix(this ContentCoding coding) => coding switch
    {
        ContentCoding.Brotli => "-br",
        ContentCoding.Gzip => "-gz",
        _ => "",
    };
}
