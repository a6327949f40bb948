using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Edge.Hosting.Http;

/// <summary>Tells addresses of the internet from those of this machine and its networks (IANA's registries of special-purpose addresses).</summary>
internal static class PublicAddresses
{
    // Network and prefix length.
    private static readonly (uint Network, int Length)[] Special =
    [
        (0x00000000, 8), (0x0A000000, 8), (0x64400000, 10), (0x7F000000, 8), (0xA9FE0000, 16), (0xAC100000, 12), (0xC0000000, 24),
        (0xC0000200, 24), (0xC0A80000, 16), (0xC6120000, 15), (0xC6336400, 24), (0xCB007100, 24), (0xE0000000, 4), (0xF0000000, 4),
    ];

    private static ReadOnlySpan<byte> Nat64 => [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0];

    public static bool Contains(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return address.AddressFamily == AddressFamily.InterNetwork
            ? IsPublic(BinaryPrimitives.ReadUInt32BigEndian(bytes))
            : IsPublic(bytes);
    }

    private static bool IsPublic(uint address) =>
        !Array.Exists(Special, special => (address ^ special.Network) >> (32 - special.Length) == 0);

    // Global unicast is 2000::/3. Within it, 6to4 (2002::/16), Teredo (2001::/32) and the documentation's 2001:db8::/32 lead elsewhere;
    // behind NAT64's 64:ff9b::/96 is an IPv4 address.
    private static bool IsPublic(ReadOnlySpan<byte> address)
    {
        if (address[..12].SequenceEqual(Nat64))
            return IsPublic(BinaryPrimitives.ReadUInt32BigEndian(address[12..]));
        var head = BinaryPrimitives.ReadUInt32BigEndian(address);
        return head >> 29 == 1 && head >> 16 != 0x2002 && head != 0x20010000 && head != 0x20010DB8;
    }
}
