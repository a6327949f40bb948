using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Edge.Features.AppShell;

/// <summary>One range of bytes (RFC 9110, section 14.1.2). <paramref name="Length"/> is 0 when no byte of it exists: 416.</summary>
internal readonly record struct ByteRange(int First, int Length)
{
    private const string Unit = "bytes=";

    public int Last => First + Length - 1;

    public bool IsSatisfiable => Length > 0;

    /// <returns>Null when the header is to be ignored (section 14.2): another unit, more than one range, or not well-formed.</returns>
    public static ByteRange? Parse(StringValues header, int total)
    {
        var text = header.Count == 1 ? header[0].AsSpan().Trim() : default;
        if (!text.StartsWith(Unit, StringComparison.OrdinalIgnoreCase))
            return null;
        text = text[Unit.Length..].Trim();
        var dash = text.IndexOf('-');
        if (dash < 0 || text.Contains(','))
            return null;
        var first = text[..dash];
        var last = text[(dash + 1)..];
        if (first.IsEmpty)
            return TryRead(last, out var suffix) ? Suffix(suffix, total) : null;
        if (!TryRead(first, out var from))
            return null;
        if (last.IsEmpty)
            return Between(from, long.MaxValue, total);
        return TryRead(last, out var to) && to >= from ? Between(from, to, total) : null;
    }

    private static ByteRange Suffix(long length, int total)
    {
        var kept = (int)Math.Min(length, total);
        return new ByteRange(total - kept, kept);
    }

    private static ByteRange Between(long from, long to, int total) =>
        from >= total ? new ByteRange(0, 0) : new ByteRange((int)from, (int)(Math.Min(to, total - 1) - from + 1));

    // Digits only; a number too large for us lies behind the end of any asset all the same.
    private static bool TryRead(ReadOnlySpan<char> digits, out long value)
    {
        value = 0;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
            return false;
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value))
            value = long.MaxValue - 1;
        return true;
    }
}
