using System.Globalization;
using System.Text;

namespace Edge.Shared.Signing;

/// <summary>The strings of RFC 9651, section 4.2.10, that are not confined to ASCII.</summary>
internal static class DisplayStrings
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <param name="at">At the percent sign; behind the closing mark afterwards.</param>
    public static string Read(string text, ref int at)
    {
        if (at + 1 >= text.Length || text[at + 1] != '"')
            throw Fault();
        var bytes = new List<byte>();
        for (at += 2; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] is < ' ' or > '~')
                throw Fault();
            bytes.Add(text[at] == '%' ? Escaped(text, ref at) : (byte)text[at]);
        }
        if (at++ >= text.Length)
            throw Fault();
        try
        {
            return Strict.GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            throw Fault();
        }
    }

    private static byte Escaped(string text, ref int at)
    {
        if (at + 2 >= text.Length || !char.IsAsciiHexDigitLower(text[at + 1]) || !char.IsAsciiHexDigitLower(text[at + 2]))
            throw Fault();
        at += 2;
        return byte.Parse(text.AsSpan(at - 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    private static SignatureFormatException Fault() => new("A display string is UTF-8 with lower-case escapes between %\" and \" (RFC 9651).");
}
