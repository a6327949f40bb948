using System.Globalization;
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
    /// <summary>The best coding the client takes (RFC 9110, section 12.5.3): brotli before gzip, and a weight of 0 forbids one.</summary>
    public static ContentCoding Choose(StringValues header)
    {
        var best = ContentCoding.Identity;
        foreach (var line in header)
        {
            foreach (var range in line.AsSpan().Split(','))
            {
                var coding = Named(line.AsSpan()[range]);
                if (coding > best)
                    best = coding;
            }
        }
        return best;
    }

    /// <summary>The suffix that keeps entity tags of one version apart per coding (RFC 9110, section 8.8.3.3).</summary>
    public static string TagSuffix(this ContentCoding coding) => coding switch
    {
        ContentCoding.Brotli => "-br",
        ContentCoding.Gzip => "-gz",
        _ => "",
    };

    private static ContentCoding Named(ReadOnlySpan<char> item)
    {
        var semicolon = item.IndexOf(';');
        var name = (semicolon < 0 ? item : item[..semicolon]).Trim();
        if (semicolon >= 0 && IsForbidden(item[(semicolon + 1)..]))
            return ContentCoding.Identity;
        if (name.Equals("br", StringComparison.OrdinalIgnoreCase))
            return ContentCoding.Brotli;
        return name.Equals("gzip", StringComparison.OrdinalIgnoreCase) ? ContentCoding.Gzip : ContentCoding.Identity;
    }

    private static bool IsForbidden(ReadOnlySpan<char> weight)
    {
        weight = weight.Trim();
        return weight.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
            && (!double.TryParse(weight[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var q) || q <= 0);
    }
}
