using System.Globalization;

namespace Edge.Features.SignIn.Wallets;

/// <summary>A time as messages spell it: date-time of RFC 3339 in capitals, with an offset.</summary>
internal static class MessageTime
{
    private const int OffsetLength = 6; // +hh:mm

    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static DateTimeOffset? Read(string text)
    {
        var hasOffset = text.EndsWith('Z') || (text.Length > OffsetLength && text[^OffsetLength] is '+' or '-');
        return hasOffset && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
    }
}
