using Microsoft.Extensions.Primitives;

namespace Edge.Caching.HttpCaching;

/// <summary>How much a client wants each coding, in thousandths (RFC 9110, section 12.4.2); 0 is not at all.</summary>
internal readonly record struct CodingWeights(int Brotli, int Gzip, int Identity)
{
    private const int Full = 1000;
    private const int Unsaid = -1;

    // Plain is acceptable unless it is excluded, but less wanted than anything that is listed.
    private const int BelowAnyListed = 1;

    public static CodingWeights Read(StringValues header)
    {
        var (brotli, gzip, identity, others) = (Unsaid, Unsaid, Unsaid, Unsaid);
        foreach (var line in header)
        {
            foreach (var range in line.AsSpan().Split(','))
            {
                var item = line.AsSpan()[range];
                var semicolon = item.IndexOf(';');
                var name = (semicolon < 0 ? item : item[..semicolon]).Trim();
                var weight = semicolon < 0 ? Full : WeightOf(item[(semicolon + 1)..].Trim());
                if (Is(name, "br"))
                    brotli = weight;
                else if (Is(name, "gzip") || Is(name, "x-gzip"))
                    gzip = weight;
                else if (Is(name, "identity"))
                    identity = weight;
                else if (Is(name, "*"))
                    others = weight;
            }
        }
        return new CodingWeights(
            First(brotli, others, 0), First(gzip, others, 0), First(identity, others, BelowAnyListed));
    }

    /// <summary>Of a qvalue: 0 or 1 and up to three decimals. What cannot be read is not wanted.</summary>
    public static int WeightOf(ReadOnlySpan<char> parameter)
    {
        if (!parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase))
            return Full;
        var text = parameter[2..];
        if (text is not ['0' or '1'] and not ['0' or '1', '.', ..] || text.Length > 5)
            return 0;
        var weight = (text[0] - '0') * Full;
        for (int i = 2, unit = 100; i < text.Length; i++, unit /= 10)
        {
            if (!char.IsAsciiDigit(text[i]))
                return 0;
            weight += (text[i] - '0') * unit;
        }
        return Math.Min(weight, Full);
    }

    private static int First(int said, int others, int otherwise) => said != Unsaid ? said : others != Unsaid ? others : otherwise;

    private static bool Is(ReadOnlySpan<char> name, string coding) => name.Equals(coding, StringComparison.OrdinalIgnoreCase);
}
