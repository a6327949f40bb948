using System.Buffers;
using System.Buffers.Text;
using System.Globalization;

namespace Edge.Storage.Redis;

/// <summary>
/// Reads RESP3 values from bytes as they arrive, however they are split
/// (https://github.com/redis/redis-specifications/blob/master/protocol/RESP3.md). Lengths are claims: memory grows with what has come,
/// and a value whose parts exceed <paramref name="maxBytes"/> is refused at the claim. Attributes are read and dropped. Streamed strings
/// and aggregates (<c>$?</c>, <c>*?</c>) are refused: no Redis sends them.
/// </summary>
internal sealed class RespParser(int maxBytes)
{
    public const int MaxDepth = 32;
    private const int MaxLine = 64 * 1024;
    private const int FirstPayload = 64 * 1024;
    private const int FirstItems = 16;

    // What a value costs beside its payload: the object, its array's head, its place in the aggregate.
    private const int Overhead = 96;

    private static readonly SearchValues<byte> RealLetters = SearchValues.Create("0123456789+-.eE"u8);

    private readonly Frame[] frames = new Frame[MaxDepth];
    private int depth;
    private byte[] line = new byte[64];
    private int lineLength;
    private byte[]? payload;
    private byte payloadType;
    private int payloadLength;
    private int filled;
    private int ended;
    private long used;

    /// <summary>Takes bytes from the front of <paramref name="data"/> up to the end of one value.</summary>
    /// <returns>The value, or null when all bytes were taken and more are needed.</returns>
    /// <exception cref="RespException">The parser cannot be used again.</exception>
    public Reply? Read(ref ReadOnlySpan<byte> data)
    {
        while (true)
        {
            Reply? value;
            if (payload is not null)
            {
                if (!TakePayload(ref data))
                    return null;
                value = EndPayload();
            }
            else
            {
                if (!TakeLine(ref data, out var head))
                    return null;
                value = Begin(head);
                lineLength = 0;
            }
            while (value is not null && depth > 0)
                value = Append(value);
            if (value is not null)
            {
                used = 0;
                return value;
            }
        }
    }

    private bool TakeLine(ref ReadOnlySpan<byte> data, out ReadOnlySpan<byte> taken)
    {
        var end = data.IndexOf((byte)'\n');
        if (end >= 0 && lineLength == 0)
        {
            taken = WithoutReturn(data[..end]);
            data = data[(end + 1)..];
            return true;
        }
        var part = end < 0 ? data : data[..end];
        if (part.Length > MaxLine - lineLength)
            throw new RespException($"a line longer than {MaxLine} bytes");
        if (part.Length > line.Length - lineLength)
            Array.Resize(ref line, Math.Max(line.Length * 2, lineLength + part.Length));
        part.CopyTo(line.AsSpan(lineLength));
        lineLength += part.Length;
        data = end < 0 ? [] : data[(end + 1)..];
        taken = end < 0 ? default : WithoutReturn(line.AsSpan(0, lineLength));
        return end >= 0;
    }

    private static ReadOnlySpan<byte> WithoutReturn(ReadOnlySpan<byte> text)
    {
        if (text.Length > MaxLine || text.IndexOf((byte)'\r') is var at && at < 0 || at != text.Length - 1)
            throw new RespException("a line that does not end as lines do");
        return text[..^1];
    }

    private Reply? Begin(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
            throw new RespException("an empty line where a value begins");
        Charge(Overhead);
        var rest = head[1..];
        switch (head[0])
        {
            case (byte)'$' or (byte)'=' or (byte)'!':
                return BeginPayload(head[0], Length(rest));
            case (byte)'+':
                return rest.SequenceEqual("OK"u8) ? Reply.Ok : Text(ReplyKind.Text, rest);
            case (byte)'-':
                return Text(ReplyKind.Error, rest);
            case (byte)':':
                return Reply.Of(Whole(rest));
            case (byte)'_' when rest.IsEmpty:
                return Reply.Null;
            case (byte)'#' when rest is [(byte)'t' or (byte)'f']:
                return rest[0] == 't' ? Reply.True : Reply.False;
            case (byte)',':
                return Reply.Of(Real(rest));
            case (byte)'(' when IsDigits(rest):
                return Text(ReplyKind.BigNumber, rest);
            case (byte)'*':
                return BeginItems(ReplyKind.Array, Length(rest));
            case (byte)'~':
                return BeginItems(ReplyKind.Set, Length(rest));
            case (byte)'%':
                return BeginItems(ReplyKind.Map, Length(rest));
            case (byte)'|':
                return BeginItems(ReplyKind.Attribute, Length(rest));
            case (byte)'>' when depth == 0:
                return BeginItems(ReplyKind.Push, Length(rest));
            default:
                throw new RespException("a line that begins no value");
        }
    }

    private Reply? BeginPayload(byte type, int length)
    {
        if (length < 0)
            return type == '$' ? Reply.Null : throw new RespException("a negative length");
        Charge(length);
        payloadType = type;
        payloadLength = length;
        payload = new byte[Math.Min(length, FirstPayload)];
        filled = ended = 0;
        return null;
    }

    private bool TakePayload(ref ReadOnlySpan<byte> data)
    {
        while (filled < payloadLength)
        {
            if (data.IsEmpty)
                return false;
            if (filled == payload!.Length)
                Array.Resize(ref payload, (int)Math.Min(payloadLength, payload.Length * 2L));
            var count = Math.Min(data.Length, payload.Length - filled);
            data[..count].CopyTo(payload.AsSpan(filled));
            data = data[count..];
            filled += count;
        }
        for (; ended < 2; ended++)
        {
            if (data.IsEmpty)
                return false;
            if (data[0] != "\r\n"u8[ended])
                throw new RespException("a string longer than it said");
            data = data[1..];
        }
        return true;
    }

    private Reply EndPayload()
    {
        var bytes = payload!;
        payload = null;
        if (payloadType == '$')
            return Reply.Of(ReplyKind.Bytes, bytes);
        if (payloadType == '!')
            return Reply.Of(ReplyKind.Error, bytes);
        // Verbatim strings begin with three letters of format and a colon.
        return bytes.Length >= 4 && bytes[3] == ':'
            ? Reply.Of(ReplyKind.Bytes, bytes[4..])
            : throw new RespException("a verbatim string without its format");
    }

    private Reply? BeginItems(ReplyKind kind, int length)
    {
        if (length < 0)
            return kind == ReplyKind.Array ? Reply.Null : throw new RespException("a negative length");
        var count = kind is ReplyKind.Map or ReplyKind.Attribute ? length * 2L : length;
        if (count * Overhead > maxBytes - used)
            throw TooLarge();
        if (count == 0)
            return kind == ReplyKind.Attribute ? null : Reply.Of(kind, Array.Empty<Reply>());
        if (depth == MaxDepth)
            throw new RespException($"values nested deeper than {MaxDepth}");
        frames[depth++] = new Frame { Kind = kind, Count = (int)count, Items = new Reply[Math.Min(count, FirstItems)] };
        return null;
    }

    /// <returns>The aggregate that is now complete; null while it is not, and for attributes.</returns>
    private Reply? Append(Reply value)
    {
        ref var frame = ref frames[depth - 1];
        if (frame.Filled == frame.Items.Length)
            Array.Resize(ref frame.Items, (int)Math.Min(frame.Count, frame.Items.Length * 2L));
        frame.Items[frame.Filled++] = value;
        if (frame.Filled < frame.Count)
            return null;
        var whole = frame.Kind == ReplyKind.Attribute ? null : Reply.Of(frame.Kind, frame.Items);
        frame = default;
        depth--;
        return whole;
    }

    private Reply Text(ReplyKind kind, ReadOnlySpan<byte> text)
    {
        Charge(text.Length);
        return Reply.Of(kind, text.ToArray());
    }

    private void Charge(int bytes)
    {
        used += bytes;
        if (used > maxBytes)
            throw TooLarge();
    }

    private RespException TooLarge() => new($"a value larger than {maxBytes} bytes");

    // "-1" is how RESP2 says null; no other length is negative.
    private static int Length(ReadOnlySpan<byte> digits) =>
        Whole(digits) is var value and >= -1 and <= int.MaxValue ? (int)value : throw new RespException("a length that cannot be");

    private static long Whole(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits, out long value, out var read) && read == digits.Length
            ? value
            : throw new RespException("a number that is none");

    private static double Real(ReadOnlySpan<byte> digits)
    {
        if (digits.SequenceEqual("inf"u8) || digits.SequenceEqual("-inf"u8))
            return digits[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        if (digits.SequenceEqual("nan"u8) || digits.SequenceEqual("-nan"u8))
            return double.NaN;
        return !digits.ContainsAnyExcept(RealLetters) && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new RespException("a number that is none");
    }

    private static bool IsDigits(ReadOnlySpan<byte> text)
    {
        var digits = text is [(byte)'-' or (byte)'+', ..] ? text[1..] : text;
        return !digits.IsEmpty && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    private struct Frame
    {
        public ReplyKind Kind;
        public Reply[] Items;
        public int Filled;
        public int Count;
    }
}
