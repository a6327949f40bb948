using System.Buffers.Binary;
using System.Buffers.Text;
using Edge.Hosting.Endpoints;

namespace Edge.Features.Tracking;

/// <summary>Which list a cursor walks through: one list's cursor is refused by another.</summary>
internal enum CursorKind : byte
{
    Newest = 1,
    Changed = 2,
    Timeline = 3,

    /// <summary>As <see cref="Changed"/>, by PostgreSQL's transactions: a cursor from before a move between the engines is refused.</summary>
    ChangedByTransaction = 4,
}

/// <summary>The place after which the next page begins: the sort keys of the last row seen. Clients see an opaque word.</summary>
internal readonly record struct Cursor(long First, long Second)
{
    private const int Length = 17;
    private const int TextLength = 23;

    public string ToText(CursorKind kind)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = (byte)kind;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], First);
        BinaryPrimitives.WriteInt64BigEndian(bytes[9..], Second);
        return Base64Url.EncodeToString(bytes);
    }

    /// <returns>Null when there is no cursor, which means the first page.</returns>
    /// <exception cref="ProblemException">The text is no cursor of this list.</exception>
    public static Cursor? Parse(string? text, CursorKind kind)
    {
        if (text is null)
            return null;
        Span<byte> bytes = stackalloc byte[Length];
        if (text.Length != TextLength || !Base64Url.IsValid(text, out var length) || length != Length
            || !Base64Url.TryDecodeFromChars(text, bytes, out var written) || written != Length || bytes[0] != (byte)kind)
        {
            throw Unknown();
        }
        var cursor = new Cursor(BinaryPrimitives.ReadInt64BigEndian(bytes[1..]), BinaryPrimitives.ReadInt64BigEndian(bytes[9..]));
        return kind == CursorKind.Timeline && !IsMoment(cursor.First) ? throw Unknown() : cursor;
    }

    private static bool IsMoment(long milliseconds) =>
        milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private static ProblemException Unknown() =>
        new(Problems.InvalidParameter("cursor", "Not a cursor of this list; take it from next as it is."));
}
