using System.Net;
using System.Net.Sockets;

namespace Edge.Hosting;

/// <summary>An address cannot be listened on; the message names it, the setting and what to do.</summary>
internal sealed class AddressRefusedException(string message, SocketException cause) : Exception(message, cause);

/// <summary>
/// Opens and closes each address before the server does: the server's own failure names the address in one case of many, the setting in
/// none, and leaves a stack trace in the log.
/// </summary>
internal static class ListenProbe
{
    /// <exception cref="AddressRefusedException">An address is taken, not this machine's, or not for this user.</exception>
    public static void Run(HostingOptions options)
    {
        foreach (var listener in options.OwnListeners)
        {
            foreach (var end in EndsOf(listener.Address))
                Try(listener, end);
        }
    }

    private static void Try(Listener listener, EndPoint end)
    {
        try
        {
            // Named TCP, the runtime sets SO_REUSEADDR as it does for the server: what the process before left in TIME-WAIT is no hindrance.
            var protocol = end is IPEndPoint ? ProtocolType.Tcp : ProtocolType.Unspecified;
            using var socket = new Socket(end.AddressFamily, SocketType.Stream, protocol);
            if (end is IPEndPoint { Address: var ip } && ip.Equals(IPAddress.IPv6Any))
                socket.DualMode = true;
            socket.Bind(end);
        }
        // A machine without IPv6 serves localhost and any address by IPv4 alone.
        catch (SocketException error) when (end is IPEndPoint { AddressFamily: AddressFamily.InterNetworkV6 } && IsNoIPv6(listener, error))
        {
        }
        catch (SocketException error)
        {
            var variable = HostingOptions.VariableOf(listener);
            throw new AddressRefusedException($"{listener}: {Reason(end, error.SocketErrorCode)}; change {variable}{Remedy(error.SocketErrorCode)}.", error);
        }
    }

    private static IEnumerable<EndPoint> EndsOf(BindingAddress address)
    {
        if (address.IsUnixPipe)
            return [new UnixDomainSocketEndPoint(address.UnixPipePath)];
        if (IPAddress.TryParse(address.Host, out var ip))
            return [new IPEndPoint(ip, address.Port)];
        return string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase)
            ? [new IPEndPoint(IPAddress.Loopback, address.Port), new IPEndPoint(IPAddress.IPv6Loopback, address.Port)]
            : [new IPEndPoint(IPAddress.IPv6Any, address.Port)];
    }

    private static bool IsNoIPv6(Listener listener, SocketException error) =>
        !IPAddress.TryParse(listener.Address.Host, out _)
        && error.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported;

    private static string Reason(EndPoint end, SocketError error) => error switch
    {
        SocketError.AddressAlreadyInUse => "address already in use",
        SocketError.AccessDenied => "this user may not listen there",
        _ when end is UnixDomainSocketEndPoint => "the socket's file cannot be made there",
        SocketError.AddressNotAvailable => "this machine has no such address",
        _ => $"cannot be opened ({error})",
    };

    private static string Remedy(SocketError error) => error switch
    {
        SocketError.AddressAlreadyInUse => ", or stop what holds it",
        SocketError.AccessDenied => ", or let systemd open the socket (deploy/systemd)",
        _ => "",
    };
}
