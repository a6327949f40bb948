namespace Edge.Features.Tracking.Proofs;

/// <summary>
/// Tells the kind of a picture from its first bytes, so that nobody's word makes a browser take other bytes for one. WebP: RFC 9649,
/// section 2.4; JPEG: ISO/IEC 10918-1, annex B; AVIF: the brands of an ISO base media file (av1-avif, section 6).
/// </summary>
internal static class PhotoType
{
    private const int Head = 12;

    /// <returns>A media type, or null for what is none of the three.</returns>
    public static string? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Head)
            return null;
        if (bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8))
            return "image/webp";
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return "image/jpeg";
        return bytes[4..8].SequenceEqual("ftyp"u8) && bytes[8..12].SequenceEqual("avif"u8) ? "image/avif" : null;
    }
}
