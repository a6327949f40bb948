using System.IO.Compression;

namespace Edge.Features.AppShell;

/// <summary>The bytes of one content coding and their strong entity tag, quoted.</summary>
internal sealed class PackedForm(ReadOnlyMemory<byte> packed, string tag)
{
    private readonly int unpackedLength = -1;
    private byte[]? unpacked;

    private PackedForm(ReadOnlyMemory<byte> brotli, int length, string tag) : this(brotli, tag) => unpackedLength = length;

    public string Tag => tag;

    /// <summary>Of a form that is not carried, made when it is first asked for and then kept.</summary>
    /// <exception cref="InvalidDataException">The pack is damaged.</exception>
    public ReadOnlyMemory<byte> Bytes => unpackedLength < 0 ? packed : unpacked ??= Unpack();

    /// <param name="length">That of the plain bytes.</param>
    public static PackedForm UnpackedFrom(PackedForm brotli, int length, string tag) => new(brotli.Bytes, length, tag);

    private byte[] Unpack()
    {
        var bytes = new byte[unpackedLength];
        return BrotliDecoder.TryDecompress(packed.Span, bytes, out var written) && written == unpackedLength
            ? bytes
            : throw new InvalidDataException("web.pack holds a file that cannot be unpacked");
    }
}

/// <summary>
/// An asset as the difference from an earlier one (RFC 9842). <paramref name="Dictionary"/> is the value of Available-Dictionary that
/// asks for it: the SHA-256 of the earlier one's plain bytes as a binary of RFC 9651, which has one way to write it.
/// </summary>
internal sealed record PackedDelta(string Dictionary, PackedForm Form);
