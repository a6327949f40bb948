using System.Net;
using Edge.Hosting.Configuration;

namespace Edge.Hosting;

/// <summary>
/// The header in which the proxies in front of the service say for whom they ask. One only: a proxy completes the one it knows
/// and passes the other through as the client wrote it.
/// </summary>
internal enum ForwardedHeader
{
    XForwardedFor,
    Forwarded,
}

/// <summary>The proxies whose word about the client's address counts.</summary>
internal sealed record TrustedProxies(IReadOnlyList<IPNetwork> Networks, bool UnixSockets, ForwardedHeader Header)
{
    private const string Key = "Hosting:TrustedProxies";
    private const string UnixSocketWord = "unix";

    public bool Any => Networks.Count > 0 || UnixSockets;

    public static TrustedProxies Read(Settings settings)
    {
        var text = settings.Text(
            Key, "", "Proxies whose word about the client counts: addresses and CIDR ranges; unix for Unix sockets.");
        var header = settings.Choice(
            "Hosting:ForwardedHeader", ForwardedHeader.XForwardedFor, "The one header in which these proxies say it.");
        var networks = new List<IPNetwork>();
        var unixSockets = false;
        foreach (var item in text.Split(';', ',', ' '))
        {
            if (item == UnixSocketWord)
                unixSockets = true;
            else if (TryParse(item) is { } network)
                networks.Add(network);
            else if (item.Length > 0)
                settings.Fault(Key, $"\"{item}\" is no address range; write an address, or one with a prefix, as 10.0.0.0/8");
        }
        return new TrustedProxies(networks, unixSockets, header);
    }

    /// <param name="address">Null is the other end of a Unix socket.</param>
    public bool Contains(IPAddress? address)
    {
        if (address is null)
            return UnixSockets;
        foreach (var network in Networks)
        {
            if (network.Contains(address))
                return true;
        }
        return false;
    }

    private static IPNetwork? TryParse(string text)
    {
        // Bits behind the prefix are a slip; .NET 10 would clear them without a word.
        var slash = text.IndexOf('/');
        if (slash >= 0)
        {
            var written = text.AsSpan(0, slash);
            return IPNetwork.TryParse(text, out var range) && range.BaseAddress.Equals(IPAddress.Parse(written)) ? range : null;
        }
        // "10" is an address to IPAddress (0.0.0.10), but hardly to the one who wrote it.
        var isWhole = text.Contains(':') || text.AsSpan().Count('.') == 3;
        var isAddress = IPAddress.TryParse(text, out var address) && isWhole;
        return isAddress ? new IPNetwork(address!, address!.GetAddressBytes().Length * 8) : null;
    }
}
