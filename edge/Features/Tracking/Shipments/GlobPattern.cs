using System.Text;

namespace Edge.Features.Tracking.Shipments;

/// <summary>
/// A text as a pattern of SQLite's GLOB that ignores case. LIKE does so for ASCII alone, the text index for every letter, and a
/// list must find the same rows whichever of them it walks.
/// </summary>
internal static class GlobPattern
{
    private static readonly Rune SmallSigma = new('σ');
    private static readonly Rune FinalSigma = new('ς');

    public static string Of(string text, bool isPrefix)
    {
        var pattern = new StringBuilder(isPrefix ? "" : "*");
        foreach (var rune in text.EnumerateRunes())
            AppendAnyCase(pattern, rune);
        return pattern.Append('*').ToString();
    }

    private static void AppendAnyCase(StringBuilder pattern, Rune rune)
    {
        var (lower, upper) = (Rune.ToLowerInvariant(rune), Rune.ToUpperInvariant(rune));
        if (lower != upper)
            pattern.Append('[').Append(lower).Append(upper).Append(lower == SmallSigma || lower == FinalSigma ? "σςΣ" : "").Append(']');
        else if (rune.Value is '*' or '?' or '[')
            pattern.Append('[').Append(rune).Append(']');
        else
            pattern.Append(rune);
    }
}
