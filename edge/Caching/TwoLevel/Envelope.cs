using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Edge.Caching.TwoLevel;

/// <summary>
/// A value as it lies in Redis: a format number, then what tells whether it may be used, then the bytes. Whatever is not exactly that,
/// such as what another release wrote, is as good as nothing.
/// </summary>
/// <param name="Position">All facts up to here are in it.</param>
/// <param name="FilledAt">Unix milliseconds.</param>
/// <param name="ExpiresAt">Unix milliseconds.</param>
/// <param name="Payload">Null when the source had nothing.</param>
internal sealed record Envelope(long Position, long FilledAt, long ExpiresAt, string[] Tags, byte[]? Payload)
{
    private const byte Format = 1;
    private const byte Nothing = 0;
    private const byte Plain = 1;
    private const byte Brotli = 2;
    private const int Head = 2 + (3 * sizeof(long)) + sizeof(int);
    private const int CompressFrom = 1024;
    private const int Quality = 4;
    private const int Window = 18;
    private const int LargestPlain = 64 * 1024 * 1024;

    public byte[] Write()
    {
        var tags = Encoding.UTF8.GetBytes(string.Join('\n', Tags));
        var (kind, body) = Packed();
        var bytes = new byte[Head + tags.Length + body.Length];
        bytes[0] = Format;
        bytes[1] = kind;
        var rest = bytes.AsSpan(2);
        BinaryPrimitives.WriteInt64LittleEndian(rest, Position);
        BinaryPrimitives.WriteInt64LittleEndian(rest[8..], FilledAt);
        BinaryPrimitives.WriteInt64LittleEndian(rest[16..], ExpiresAt);
        BinaryPrimitives.WriteInt32LittleEndian(rest[24..], tags.Length);
        tags.CopyTo(rest[28..]);
        body.Span.CopyTo(rest[(28 + tags.Length)..]);
        return bytes;
    }

    /// <returns>Null for bytes that are no envelope of this format.</returns>
    public static Envelope? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Head || bytes[0] != Format)
            return null;
        var rest = bytes[2..];
        var length = BinaryPrimitives.ReadInt32LittleEndian(rest[24..]);
        if (length < 0 || length > bytes.Length - Head)
            return null;
        var tags = length == 0 ? [] : Encoding.UTF8.GetString(rest.Slice(28, length)).Split('\n');
        var body = rest[(28 + length)..];
        var payload = bytes[1] switch
        {
            Plain => body.ToArray(),
            Brotli => Unpacked(body),
            _ => null,
        };
        if (payload is null && (bytes[1] != Nothing || body.Length > 0))
            return null;
        return new Envelope(
            BinaryPrimitives.ReadInt64LittleEndian(rest), BinaryPrimitives.ReadInt64LittleEndian(rest[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(rest[16..]), tags, payload);
    }

    private (byte Kind, ReadOnlyMemory<byte> Body) Packed()
    {
        if (Payload is null)
            return (Nothing, default);
        if (Payload.Length < CompressFrom)
            return (Plain, Payload);
        // What is compressed already does not shrink, and stays as it is.
        var packed = new byte[sizeof(int) + Payload.Length];
        BinaryPrimitives.WriteInt32LittleEndian(packed, Payload.Length);
        return BrotliEncoder.TryCompress(Payload, packed.AsSpan(sizeof(int)), out var written, Quality, Window)
            ? (Brotli, packed.AsMemory(0, sizeof(int) + written))
            : (Plain, Payload);
    }

    private static byte[]? Unpacked(ReadOnlySpan<byte> body)
    {
        var length = body.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(body);
        if (length is < 0 or > LargestPlain)
            return null;
        var plain = new byte[length];
        return BrotliDecoder.TryDecompress(body[sizeof(int)..], plain, out var written) && written == length ? plain : null;
    }
}
