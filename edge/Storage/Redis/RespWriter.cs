using System.Buffers;
using System.Buffers.Text;

namespace Edge.Storage.Redis;

/// <summary>Writes commands: an array of bulk strings, the only thing a client sends.</summary>
internal static class RespWriter
{
    // A type, up to ten digits, and the line's end.
    private const int Head = 13;

    /// <summary>Bytes that the command takes at most.</summary>
    public static long SizeOf(ReadOnlySpan<ReadOnlyMemory<byte>> words)
    {
        long size = Head;
        foreach (var word in words)
            size += Head + word.Length + 2;
        return size;
    }

    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<ReadOnlyMemory<byte>> words, int size)
    {
        var span = output.GetSpan(size);
        var at = WriteHead(span, (byte)'*', words.Length);
        foreach (var word in words)
        {
            at += WriteHead(span[at..], (byte)'$', word.Length);
            word.Span.CopyTo(span[at..]);
            at += word.Length;
            span[at++] = (byte)'\r';
            span[at++] = (byte)'\n';
        }
        output.Advance(at);
    }

    private static int WriteHead(Span<byte> span, byte type, int number)
    {
        span[0] = type;
        Utf8Formatter.TryFormat(number, span[1..], out var digits);
        span[digits + 1] = (byte)'\r';
        span[digits + 2] = (byte)'\n';
        return digits + 3;
    }
}
