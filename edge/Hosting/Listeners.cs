using System.Net;
using System.Net.Sockets;
using Edge.Hosting.Tls;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Edge.Hosting;

/// <summary>Hands the configured addresses, or the sockets that systemd opened in their place, to Kestrel.</summary>
internal static class Listeners
{
    public static void Configure(KestrelServerOptions kestrel, HostingOptions options)
    {
        kestrel.AddServerHeader = false;
        options.Limits.Apply(kestrel.Limits);
        var certificate = options.Certificate is { } files
            ? new ServerCertificate(
                files,
                kestrel.ApplicationServices.GetRequiredService<TimeProvider>(),
                kestrel.ApplicationServices.GetRequiredService<ILogger<ServerCertificate>>())
            : null;
        foreach (var socket in options.Systemd.Sockets)
            kestrel.ListenHandle(socket.Handle, listen => Prepare(listen, socket.Protocol, socket.IsAdmin, certificate));
        foreach (var listener in options.OwnListeners)
            Listen(kestrel, listener, listen => Prepare(listen, listener.Protocol, listener.IsAdmin, certificate));
    }

    /// <summary>Removes the socket files that a killed process left behind; one that somebody still answers on stays.</summary>
    public static void RemoveStaleSockets(HostingOptions options)
    {
        foreach (var listener in options.OwnListeners.Where(listener => listener.Address.IsUnixPipe))
        {
            var path = listener.Address.UnixPipePath;
            if (File.Exists(path) && IsStale(path))
                File.Delete(path);
        }
    }

    private static bool IsStale(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return false;
        }
        catch (SocketException error)
        {
            // A file that is no socket refuses too; it is not ours to delete.
            return error.SocketErrorCode == SocketError.ConnectionRefused && new FileInfo(path).Length == 0;
        }
    }

    private static void Listen(KestrelServerOptions kestrel, Listener listener, Action<ListenOptions> configure)
    {
        var address = listener.Address;
        if (address.IsUnixPipe)
            kestrel.ListenUnixSocket(address.UnixPipePath, configure);
        else if (string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase))
            kestrel.ListenLocalhost(address.Port, configure);
        else if (IPAddress.TryParse(address.Host, out var ip))
            kestrel.Listen(ip, address.Port, configure);
        else
            kestrel.ListenAnyIP(address.Port, configure);
    }

    private static void Prepare(ListenOptions listen, ListenerProtocol protocol, bool isAdmin, ServerCertificate? certificate)
    {
        listen.Protocols = protocol switch
        {
            ListenerProtocol.Https => HttpProtocols.Http1AndHttp2,
            ListenerProtocol.H2c => HttpProtocols.Http2,
            _ => HttpProtocols.Http1,
        };
        if (protocol == ListenerProtocol.Https)
            listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(certificate!.Current()) });
        if (isAdmin)
            AdminListener.Mark(listen);
    }
}
