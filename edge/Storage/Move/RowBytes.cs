using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Edge.Storage.Move;

/// <summary>
/// A row as bytes: of each column its kind (0 for NULL), then 8 bytes of a whole number, or the length in 4 bytes and the bytes of a
/// text in UTF-8 or of a blob; big-endian. No two different rows of a table have the same.
/// </summary>
internal static class RowBytes
{
    private const byte Null = 0;

    public static void AppendNull(ArrayBufferWriter<byte> row) => Kind(row, Null);

    public static void Append(ArrayBufferWriter<byte> row, long value)
    {
        Kind(row, (byte)ColumnKind.Integer);
        BinaryPrimitives.WriteInt64BigEndian(row.GetSpan(sizeof(long)), value);
        row.Advance(sizeof(long));
    }

    public static void Append(ArrayBufferWriter<byte> row, string value)
    {
        Kind(row, (byte)ColumnKind.Text);
        Length(row, Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, row);
    }

    public static void Append(ArrayBufferWriter<byte> row, byte[] value)
    {
        Kind(row, (byte)ColumnKind.Bytes);
        Length(row, value.Length);
        row.Write(value);
    }

    /// <summary>The order of two rows by their first <paramref name="keys"/> columns, none of which is NULL.</summary>
    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, int keys)
    {
        for (var i = 0; i < keys; i++)
        {
            var isNumber = left[0] == (byte)ColumnKind.Integer;
            var a = Take(ref left);
            var b = Take(ref right);
            var order = isNumber
                ? BinaryPrimitives.ReadInt64BigEndian(a).CompareTo(BinaryPrimitives.ReadInt64BigEndian(b))
                : a.SequenceCompareTo(b);
            if (order != 0)
                return order;
        }
        return 0;
    }

    /// <summary>The first column of a row whose key is a whole number.</summary>
    public static long Number(ReadOnlySpan<byte> row) => BinaryPrimitives.ReadInt64BigEndian(row[1..]);

    /// <summary>The values as a parameter takes them: long, string, byte array or null.</summary>
    public static void Split(ReadOnlySpan<byte> row, object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var kind = row[0];
            var value = Take(ref row);
            values[i] = kind switch
            {
                Null => null,
                (byte)ColumnKind.Integer => BinaryPrimitives.ReadInt64BigEndian(value),
                (byte)ColumnKind.Text => Encoding.UTF8.GetString(value),
                _ => value.ToArray(),
            };
        }
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> row)
    {
        var (from, length) = row[0] switch
        {
            Null => (1, 0),
            (byte)ColumnKind.Integer => (1, sizeof(long)),
            _ => (1 + sizeof(int), BinaryPrimitives.ReadInt32BigEndian(row[1..])),
        };
        var value = row.Slice(from, length);
        row = row[(from + length)..];
        return value;
    }

    private static void Kind(ArrayBufferWriter<byte> row, byte kind)
    {
        row.GetSpan(1)[0] = kind;
        row.Advance(1);
    }

    private static void Length(ArrayBufferWriter<byte> row, int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(row.GetSpan(sizeof(int)), length);
        row.Advance(sizeof(int));
    }
}
