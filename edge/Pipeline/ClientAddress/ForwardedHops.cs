using System.Net;
using Edge.Hosting;
using Microsoft.Extensions.Primitives;

namespace Edge.Pipeline.ClientAddress;

/// <summary>Who asked a proxy, by its word. <paramref name="Address"/> is null where it names no address (RFC 7239, section 6).</summary>
internal readonly record struct Hop(IPAddress? Address, string? Scheme);

/// <summary>Reads what proxies append about whom they serve; the nearest proxy's entry is the last.</summary>
internal static class ForwardedHops
{
    /// <summary>
    /// The first address from the right that is no trusted proxy: everything to the left of it is hearsay from that client. An entry
    /// that names no address ends the search at the proxy that wrote it.
    /// </summary>
    public static Hop Client(IPAddress? peer, IReadOnlyList<Hop> hops, TrustedProxies trusted)
    {
        var client = new Hop(peer, null);
        for (var i = hops.Count - 1; i >= 0; i--)
        {
            client = new Hop(hops[i].Address ?? client.Address, hops[i].Scheme ?? client.Scheme);
            if (hops[i].Address is not { } address || !trusted.Contains(address))
                break;
        }
        return client;
    }

    /// <summary>X-Forwarded-Proto goes with the entry in the same place from the right; a shorter list's first value with all before.</summary>
    public static List<Hop> OfXForwardedFor(StringValues addresses, StringValues schemes)
    {
        var names = Items(addresses, ',');
        var words = Items(schemes, ',');
        var hops = new List<Hop>(names.Count);
        for (var i = 0; i < names.Count; i++)
        {
            var at = Math.Max(0, words.Count - (names.Count - i));
            hops.Add(new Hop(Address(names[i]), words.Count == 0 ? null : Scheme(words[at])));
        }
        return hops;
    }

    /// <summary>RFC 7239, section 4: <c>for=192.0.2.43;proto=https, for="[2001:db8::1]:4711"</c>.</summary>
    public static List<Hop> OfForwarded(StringValues header)
    {
        var hops = new List<Hop>();
        foreach (var element in Items(header, ','))
        {
            IPAddress? address = null;
            string? scheme = null;
            foreach (var pair in Items(element, ';'))
            {
                var equals = pair.IndexOf('=');
                var name = equals < 0 ? pair : pair[..equals];
                var value = equals < 0 ? "" : pair[(equals + 1)..].Trim('"');
                if (name.Equals("for", StringComparison.OrdinalIgnoreCase))
                    address = Address(value);
                else if (name.Equals("proto", StringComparison.OrdinalIgnoreCase))
                    scheme = Scheme(value);
            }
            hops.Add(new Hop(address, scheme));
        }
        return hops;
    }

    private static List<string> Items(StringValues header, char separator)
    {
        var items = new List<string>();
        foreach (var line in header)
            items.AddRange((line ?? "").Split(separator, StringSplitOptions.TrimEntries));
        return items;
    }

    // With or without a port, and IPv6 in brackets when it has one.
    private static IPAddress? Address(string text)
    {
        if (!IPAddress.TryParse(text, out var address) && (!IPEndPoint.TryParse(text, out var endpoint) || (address = endpoint.Address) is null))
            return null;
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }

    private static string? Scheme(string text) => text switch
    {
        _ when text.Equals("https", StringComparison.OrdinalIgnoreCase) => "https",
        _ when text.Equals("http", StringComparison.OrdinalIgnoreCase) => "http",
        _ => null,
    };
}
