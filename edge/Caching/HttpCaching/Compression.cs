using System.IO.Compression;

namespace Edge.Caching.HttpCaching;

/// <summary>Compresses answers made per request: at a level whose cost a single answer can bear.</summary>
internal static class Compression
{
    private const int BrotliQuality = 5;
    private const int BrotliWindow = 18;

    public static ReadOnlyMemory<byte> Compress(ReadOnlySpan<byte> body, ContentCoding coding) =>
        coding == ContentCoding.Brotli ? Brotli(body) : Gzip(body);

    private static ReadOnlyMemory<byte> Brotli(ReadOnlySpan<byte> body)
    {
        var buffer = new byte[BrotliEncoder.GetMaxCompressedLength(body.Length)];
        if (!BrotliEncoder.TryCompress(body, buffer, out var written, BrotliQuality, BrotliWindow))
            throw new InvalidOperationException("Brotli did not fit into its own upper bound");
        return buffer.AsMemory(0, written);
    }

    private static ReadOnlyMemory<byte> Gzip(ReadOnlySpan<byte> body)
    {
        using var output = new MemoryStream(body.Length / 2);
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(body);
        return output.GetBuffer().AsMemory(0, (int)output.Length);
    }
}
