using System.Text;

namespace Edge.Storage.Redis;

internal enum ReplyKind
{
    Null,
    Text,
    Bytes,
    Error,
    Integer,
    Boolean,
    Double,
    BigNumber,
    Array,
    Set,
    Map,
    Push,

    /// <summary>Out-of-band facts about the value that follows; read and dropped.</summary>
    Attribute,
}

/// <summary>One RESP3 value. Bulk and verbatim strings are <see cref="ReplyKind.Bytes"/>; a map's items are key, value, key, value.</summary>
internal sealed class Reply
{
    private readonly object? content;
    private readonly long number;

    private Reply(ReplyKind kind, object? content, long number)
    {
        Kind = kind;
        this.content = content;
        this.number = number;
    }

    public static Reply Null { get; } = new(ReplyKind.Null, null, 0);

    public static Reply Ok { get; } = new(ReplyKind.Text, "OK"u8.ToArray(), 0);

    public static Reply True { get; } = new(ReplyKind.Boolean, null, 1);

    public static Reply False { get; } = new(ReplyKind.Boolean, null, 0);

    public ReplyKind Kind { get; }

    /// <summary>The payload of texts, bytes, errors, and the digits of a big number.</summary>
    /// <exception cref="RedisErrorReply">It is something else.</exception>
    public byte[] Bytes => content as byte[] ?? throw Unexpected("bytes");

    public byte[]? BytesOrNull => Kind == ReplyKind.Null ? null : Bytes;

    /// <exception cref="RedisErrorReply">It is no array, set, map or push.</exception>
    public Reply[] Items => content as Reply[] ?? throw Unexpected("several values");

    /// <exception cref="RedisErrorReply">It is neither an integer nor a boolean.</exception>
    public long Integer => Kind is ReplyKind.Integer or ReplyKind.Boolean ? number : throw Unexpected("a whole number");

    /// <exception cref="RedisErrorReply">It is no double.</exception>
    public double Double => Kind == ReplyKind.Double ? BitConverter.Int64BitsToDouble(number) : throw Unexpected("a number");

    public static Reply Of(ReplyKind kind, byte[] bytes) => new(kind, bytes, 0);

    public static Reply Of(ReplyKind kind, Reply[] items) => new(kind, items, 0);

    public static Reply Of(long number) => new(ReplyKind.Integer, null, number);

    public static Reply Of(double number) => new(ReplyKind.Double, null, BitConverter.DoubleToInt64Bits(number));

    /// <summary>The payload as UTF-8 text.</summary>
    public string AsText() => Encoding.UTF8.GetString(Bytes);

    public bool Is(ReadOnlySpan<byte> word) => content is byte[] bytes && word.SequenceEqual(bytes);

    private RedisErrorReply Unexpected(string wanted) => new($"{RedisErrorReply.Unexpected} {Kind} came where the command gives {wanted}");
}
