using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Edge.Pipeline.ApiKeys;

/// <summary>
/// Networks that a key may be used from. At rest each is seventeen bytes, so that looking costs no parsing: the address as IPv6, with IPv4
/// mapped into it (RFC 4291, section 2.5.5.2), and how many of its bits count.
/// </summary>
internal static class AddressRanges
{
    public const int Max = 100;

    private const int AddressBytes = 16;
    private const int RangeBytes = AddressBytes + 1;
    private const int AllBits = 128;
    private const int MappedBits = 96;

    /// <summary>Whether the address is in one of the ranges; of no ranges, every address is.</summary>
    public static bool Contain(byte[]? ranges, IPAddress? address)
    {
        if (ranges is null)
            return true;
        Span<byte> asked = stackalloc byte[AddressBytes];
        if (address is null || !TryWrite(address, asked))
            return false;
        for (var at = 0; at + RangeBytes <= ranges.Length; at += RangeBytes)
        {
            if (IsSame(asked, ranges.AsSpan(at, AddressBytes), ranges[at + AddressBytes]))
                return true;
        }
        return false;
    }

    /// <summary>Whether every address of the second is one of the first: each range lies in one of the others.</summary>
    public static bool Cover(byte[]? ranges, byte[]? others)
    {
        if (ranges is null || others is null)
            return ranges is null;
        for (var at = 0; at + RangeBytes <= others.Length; at += RangeBytes)
        {
            if (!CoversOne(ranges, others.AsSpan(at, RangeBytes)))
                return false;
        }
        return true;
    }

    /// <summary>Reads <c>192.0.2.0/24</c>, <c>2001:db8::/32</c>, or an address alone.</summary>
    /// <returns>Null for what is no range, or one of all addresses, or has bits behind its prefix.</returns>
    public static byte[]? Pack(string? text)
    {
        var slash = text?.IndexOf('/') ?? -1;
        var name = slash < 0 ? text : text![..slash];
        if (!IPAddress.TryParse(name, out var address) || !IsPlain(name, address))
            return null;
        var range = new byte[RangeBytes];
        TryWrite(address, range);
        var isShort = address.AddressFamily == AddressFamily.InterNetwork;
        var bits = isShort ? AllBits - MappedBits : AllBits;
        if (slash >= 0 && !TryReadBits(text.AsSpan(slash + 1), bits, out bits))
            return null;
        range[AddressBytes] = (byte)(bits + (isShort ? MappedBits : 0));
        return bits > 0 && IsBase(range) && !CoversAllMapped(range) ? range : null;
    }

    public static string[]? Unpack(byte[]? ranges)
    {
        if (ranges is null)
            return null;
        var texts = new string[ranges.Length / RangeBytes];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = Text(ranges.AsSpan(i * RangeBytes, RangeBytes));
        return texts;
    }

    private static bool CoversOne(byte[] ranges, ReadOnlySpan<byte> other)
    {
        for (var at = 0; at + RangeBytes <= ranges.Length; at += RangeBytes)
        {
            var bits = ranges[at + AddressBytes];
            if (bits <= other[AddressBytes] && IsSame(other, ranges.AsSpan(at, AddressBytes), bits))
                return true;
        }
        return false;
    }

    private static string Text(ReadOnlySpan<byte> range)
    {
        var address = new IPAddress(range[..AddressBytes]);
        var isShort = address.IsIPv4MappedToIPv6 && range[AddressBytes] >= MappedBits;
        var bits = range[AddressBytes] - (isShort ? MappedBits : 0);
        return string.Create(CultureInfo.InvariantCulture, $"{(isShort ? address.MapToIPv4() : address)}/{bits}");
    }

    private static bool TryWrite(IPAddress address, Span<byte> bytes)
    {
        if (address.AddressFamily != AddressFamily.InterNetwork)
            return address.TryWriteBytes(bytes, out _);
        bytes[..10].Clear();
        bytes[10..12].Fill(byte.MaxValue);
        return address.TryWriteBytes(bytes[12..], out _);
    }

    // The framework also reads 10.1 and 0x7f.1 as addresses, and takes a zone, which means something on one machine only.
    private static bool IsPlain(string name, IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork ? address.ToString() == name : !name.Contains('%') && !name.Contains('[');

    private static bool TryReadBits(ReadOnlySpan<char> text, int max, out int bits) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out bits) && bits <= max && (text.Length == 1 || text[0] != '0');

    private static bool IsBase(ReadOnlySpan<byte> range)
    {
        for (int bit = range[AddressBytes]; bit < AllBits; bit++)
        {
            if ((range[bit / 8] & (0x80 >> (bit % 8))) != 0)
                return false;
        }
        return true;
    }

    // ::ffff:0:0/96 is 0.0.0.0/0 in other words, and so is whatever is wider around it.
    private static bool CoversAllMapped(ReadOnlySpan<byte> range)
    {
        Span<byte> first = stackalloc byte[AddressBytes];
        TryWrite(IPAddress.Any, first);
        return range[AddressBytes] <= MappedBits && IsSame(range, first, range[AddressBytes]);
    }

    private static bool IsSame(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other, int bits)
    {
        var whole = bits / 8;
        var rest = bits % 8;
        return one[..whole].SequenceEqual(other[..whole]) && (rest == 0 || ((one[whole] ^ other[whole]) >> (8 - rest)) == 0);
    }
}
