using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Edge.Pipeline.RateLimiting;

/// <summary>Who shares a bucket: a network, a caller, a token or a tracking number.</summary>
internal readonly record struct Partition(UInt128 Network, string? Name)
{
    // Upper half of an IPv6 address without its last 16 bits: a /48, the most that one site gets (RFC 6177, section 2).
    private const ulong SiteMask = 0xFFFF_FFFF_FFFF_0000;

    private static readonly UInt128 Ipv4Space = (UInt128)0xFFFF_0000_0000;

    /// <summary>
    /// An IPv4 address, or the /64 of an IPv6 one: that much every household gets, and with it 2^64 addresses to change between.
    /// The other ends of Unix sockets, which have no address, are one client.
    /// </summary>
    public static Partition Of(IPAddress? address, string? name = null)
    {
        if (address is null)
            return new Partition(UInt128.MaxValue, name);
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return address.AddressFamily == AddressFamily.InterNetwork
            ? new Partition(Ipv4Space | BinaryPrimitives.ReadUInt32BigEndian(bytes), name)
            : new Partition(new UInt128(BinaryPrimitives.ReadUInt64BigEndian(bytes), 0), name);
    }

    /// <summary>An IPv4 address, or the /48 of an IPv6 one, of which a site can have 65,536 different /64.</summary>
    public static Partition OfSite(IPAddress? address)
    {
        var own = Of(address);
        return address?.AddressFamily == AddressFamily.InterNetworkV6
            ? own with { Network = own.Network & new UInt128(SiteMask, 0) }
            : own;
    }
}
