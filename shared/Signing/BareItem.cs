using System.Globalization;
using System.Text;

namespace Edge.Shared.Signing;

public enum BareItemKind
{
    Integer,
    Decimal,
    String,
    Token,
    Bytes,
    Boolean,
    Date,
    DisplayString,
}

/// <summary>A value of a structured field (RFC 9651, section 3.3).</summary>
public sealed class BareItem
{
    private const int Thousand = 1000;

    private BareItem(BareItemKind kind, long number = 0, string? text = null, byte[]? bytes = null)
    {
        Kind = kind;
        Number = number;
        Text = text;
        Bytes = bytes;
    }

    public BareItemKind Kind { get; }

    /// <summary>An integer, a date in Unix seconds, a decimal in thousandths, or 1 and 0 for a truth value.</summary>
    public long Number { get; }

    /// <summary>A string, a token or a display string, unescaped.</summary>
    public string? Text { get; }

    public byte[]? Bytes { get; }

    public static BareItem True { get; } = new(BareItemKind.Boolean, 1);

    public static BareItem False { get; } = new(BareItemKind.Boolean);

    public static BareItem OfInteger(long value) => new(BareItemKind.Integer, value);

    public static BareItem OfDecimal(long thousandths) => new(BareItemKind.Decimal, thousandths);

    public static BareItem OfString(string value) => new(BareItemKind.String, text: value);

    public static BareItem OfToken(string value) => new(BareItemKind.Token, text: value);

    public static BareItem OfBytes(byte[] value) => new(BareItemKind.Bytes, bytes: value);

    public static BareItem OfDate(long unixSeconds) => new(BareItemKind.Date, unixSeconds);

    public static BareItem OfDisplayString(string value) => new(BareItemKind.DisplayString, text: value);

    /// <summary>RFC 9651, section 4.1.3.1.</summary>
    /// <exception cref="SignatureFormatException">A string holds what the format cannot carry.</exception>
    public void AppendTo(StringBuilder field)
    {
        switch (Kind)
        {
            case BareItemKind.Integer:
                field.Append(CultureInfo.InvariantCulture, $"{Number}");
                break;
            case BareItemKind.Decimal:
                AppendDecimal(field);
                break;
            case BareItemKind.String:
                AppendString(field, Text!);
                break;
            case BareItemKind.Token:
                field.Append(Text);
                break;
            case BareItemKind.Bytes:
                field.Append(':').Append(Convert.ToBase64String(Bytes!)).Append(':');
                break;
            case BareItemKind.Boolean:
                field.Append(Number == 0 ? "?0" : "?1");
                break;
            case BareItemKind.Date:
                field.Append(CultureInfo.InvariantCulture, $"@{Number}");
                break;
            default:
                AppendDisplayString(field, Text!);
                break;
        }
    }

    private void AppendDecimal(StringBuilder field)
    {
        var size = Math.Abs(Number);
        var fraction = (size % Thousand).ToString("000", CultureInfo.InvariantCulture).TrimEnd('0');
        field.Append(Number < 0 ? "-" : "").Append(CultureInfo.InvariantCulture, $"{size / Thousand}.").Append(fraction.Length == 0 ? "0" : fraction);
    }

    private static void AppendString(StringBuilder field, string text)
    {
        field.Append('"');
        foreach (var letter in text)
        {
            if (letter is < ' ' or > '~')
                throw new SignatureFormatException("A string of a structured field holds printable ASCII only (RFC 9651, section 3.3.3).");
            if (letter is '"' or '\\')
                field.Append('\\');
            field.Append(letter);
        }
        field.Append('"');
    }

    private static void AppendDisplayString(StringBuilder field, string text)
    {
        field.Append("%\"");
        foreach (var unit in Encoding.UTF8.GetBytes(text))
        {
            if (unit is < 0x20 or > 0x7e or (byte)'%' or (byte)'"')
                field.Append(CultureInfo.InvariantCulture, $"%{unit:x2}");
            else
                field.Append((char)unit);
        }
        field.Append('"');
    }
}
