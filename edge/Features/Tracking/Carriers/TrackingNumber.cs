using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Edge.Features.Tracking.Carriers;

/// <summary>
/// A tracking number as carriers compare it: upper-case ASCII letters and digits, 1 to 64 of them, without the blanks and
/// punctuation that people and labels put in between.
/// </summary>
internal readonly record struct TrackingNumber
{
    internal const int MaxLength = 64;

    /// <summary>Longest text that is looked at; a 34-digit number printed with a blank after each digit still fits.</summary>
    internal const int MaxTextLength = 256;

    // Not the comma: it stands between two numbers, which must not run into one.
    // Zero-width characters, the soft hyphen and direction marks come along when a number is copied from a page or a mail.
    private static readonly SearchValues<char> Ignored = SearchValues.Create(
        " -._/:#\u00A0\u00AD\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u200B\u200C\u200D\u200E\u200F"
        + "\u2010\u2011\u2012\u2013\u2014\u2015\u202F\u205F\u2060\u2212\u3000\uFEFF");

    private TrackingNumber(string value) => Value = value;

    internal string Value { get; }

    /// <summary>Reads what a person typed, pasted or scanned.</summary>
    /// <param name="fault">In words for people: why the text is no tracking number. Never repeats the text.</param>
    internal static bool TryParse(string? text, out TrackingNumber number, [NotNullWhen(false)] out string? fault)
    {
        number = default;
        var trimmed = text.AsSpan().Trim("\t\n\v\f\r ");
        if (trimmed.Length > MaxTextLength)
        {
            fault = $"A tracking number has at most {MaxLength} letters and digits.";
            return false;
        }

        Span<char> kept = stackalloc char[MaxTextLength];
        fault = Normalise(trimmed, kept, out var length);
        if (fault is not null)
            return false;
        number = new TrackingNumber(new string(kept[..length]));
        return true;
    }

    private static string? Normalise(ReadOnlySpan<char> text, Span<char> kept, out int length)
    {
        length = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c))
                kept[length++] = char.ToUpperInvariant(c);
            else if (c is < ' ' or (>= '\u007F' and <= '\u009F'))
                return "A tracking number has no control characters.";
            else if (!Ignored.Contains(c))
                return "A tracking number has only the letters A to Z and digits.";
        }

        return length switch
        {
            0 => "A tracking number is missing.",
            > MaxLength => $"A tracking number has at most {MaxLength} letters and digits.",
            _ => null,
        };
    }
}
