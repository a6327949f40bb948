using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Edge.Pipeline.RateLimiting;

/// <summary>Who shares a bucket: a network, a caller, a token, or all of them together.</summary>
internal readonly record struct Partition(UInt128 Network, string? Name)
{
    /// <summary>The one bucket of everybody.</summary>
    public static readonly Partition Everyone = new(0, null);

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
}
