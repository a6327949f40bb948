using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Events;

/// <summary>
/// Says when two reports are the same event: the same carrier, raw code (or status, without one), event time and place. A forecast
/// and what then happened differ, and so do an event and its correction, even where all of that is equal.
/// </summary>
internal static class DedupeHash
{
    private const int Length = 16;

    public static UInt128 Of(
        string carrier, string? rawCode, Status status, DateTimeOffset time, Location? place, Classifier classifier, bool correction)
    {
        // A line feed cannot occur within a part: control characters are refused on the way in.
        var code = rawCode ?? WireName.Of(status);
        var kind = $"{(int)classifier}{(correction ? '!' : '.')}";
        var where = string.Create(
            CultureInfo.InvariantCulture,
            $"{place?.Name}\n{place?.City}\n{place?.Postcode}\n{place?.Country}\n{place?.Lat}\n{place?.Lon}");
        var text = string.Create(CultureInfo.InvariantCulture, $"{carrier}\n{code}\n{time.ToUnixTimeMilliseconds()}\n{kind}\n{where}");
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text.ToUpperInvariant()), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    public static UInt128 Read(ReadOnlySpan<byte> stored) => BinaryPrimitives.ReadUInt128BigEndian(stored);

    public static byte[] ToBytes(UInt128 hash)
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, hash);
        return bytes;
    }
}
