using Edge.Hosting.Configuration;

namespace Edge.Hosting;

/// <summary>
/// What a listener speaks. Plain <c>http</c> is HTTP/1.1, since without TLS nothing negotiates a version; <c>https</c> offers both by
/// ALPN; <c>h2c</c> is HTTP/2 with prior knowledge (RFC 9113 section 3.3), for a reverse proxy on the same host.
/// </summary>
internal enum ListenerProtocol
{
    Http,
    Https,
    H2c,
}

/// <summary>One address to listen on. The admin listener alone serves /metrics and detailed health.</summary>
internal sealed record Listener(BindingAddress Address, ListenerProtocol Protocol, bool IsAdmin)
{
    public static IEnumerable<Listener> Parse(Settings settings, string key, string urls, bool isAdmin)
    {
        var listeners = new List<Listener>();
        var written = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var url in written)
        {
            if (TryParse(url, isAdmin) is { } listener)
                listeners.Add(listener);
            else
                settings.Fault(key, $"\"{url}\" is not an address to listen on; write http://HOST:PORT, https://HOST:PORT, h2c://HOST:PORT or http://unix:/PATH");
        }
        if (written.Length == 0 && !isAdmin)
            settings.Fault(key, "at least one address is needed, such as http://localhost:8080");
        return listeners;
    }

    // The framework writes the path of a Unix socket in lower case, which is another file.
    public override string ToString() => Address.IsUnixPipe ? $"{Address.Scheme}://unix:{Address.UnixPipePath}" : Address.ToString();

    private static Listener? TryParse(string url, bool isAdmin)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            var named = Enum.TryParse<ListenerProtocol>(address.Scheme, ignoreCase: true, out var protocol);
            var valid = named && address.PathBase.Length == 0 && (address.IsUnixPipe || address.Port is >= 0 and <= 65535);
            return valid ? new Listener(address, protocol, isAdmin) : null;
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
