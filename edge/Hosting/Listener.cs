using Edge.Hosting.Configuration;

namespace Edge.Hosting;

/// <summary>One address to listen on. The admin listener alone serves /metrics and detailed health.</summary>
internal sealed record Listener(BindingAddress Address, bool IsAdmin)
{
    public static IEnumerable<Listener> Parse(Settings settings, string key, string urls, bool isAdmin)
    {
        var listeners = new List<Listener>();
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (TryParse(url) is { } address)
                listeners.Add(new Listener(address, isAdmin));
            else
                settings.Fault(key, $"\"{url}\" is not an address to listen on; write http://HOST:PORT, https://HOST:PORT or http://unix:/PATH");
        }
        if (listeners.Count == 0 && !isAdmin)
            settings.Fault(key, "at least one address is needed, such as http://localhost:8080");
        return listeners;
    }

    private static BindingAddress? TryParse(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.Scheme is "http" or "https" && address.PathBase.Length == 0 && address.Port is >= 0 and <= 65535 ? address : null;
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
