using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Edge.Hosting;

internal static class Listeners
{
    public static void Configure(KestrelServerOptions kestrel, HostingOptions options)
    {
        kestrel.AddServerHeader = false;
        foreach (var listener in options.Listeners)
            Listen(kestrel, listener);
    }

    private static void Listen(KestrelServerOptions kestrel, Listener listener)
    {
        void Configured(ListenOptions listen)
        {
            if (listener.IsAdmin)
                AdminListener.Mark(listen);
        }

        var address = listener.Address;
        if (address.IsUnixPipe)
            kestrel.ListenUnixSocket(address.UnixPipePath, Configured);
        else if (string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase))
            kestrel.ListenLocalhost(address.Port, Configured);
        else if (IPAddress.TryParse(address.Host, out var ip))
            kestrel.Listen(ip, address.Port, Configured);
        else
            kestrel.ListenAnyIP(address.Port, Configured);
    }
}
