using System.Net;
using System.Net.Sockets;
using Edge.Hosting;

namespace Edge.Commands;

/// <summary>Where a health check asks: the address to connect to, and what the request says.</summary>
internal sealed record HealthcheckTarget(EndPoint EndPoint, bool IsTls, string Host, string Path, string Name)
{
    private const string ReadyPath = "/health/ready";

    /// <summary>The first public listener that a request from this machine can reach; a plain one if there is any.</summary>
    public static HealthcheckTarget? Of(IEnumerable<Listener> listeners) => listeners
        .Where(listener => !listener.IsAdmin && listener.Protocol != ListenerProtocol.H2c)
        .OrderBy(listener => listener.Protocol)
        .Select(Of)
        .FirstOrDefault(target => target is not null);

    /// <summary>Reads a URL; one without a path asks for readiness.</summary>
    public static HealthcheckTarget? Parse(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
            return null;
        EndPoint end = IPAddress.TryParse(uri.IdnHost, out var ip) ? new IPEndPoint(ip, uri.Port) : new DnsEndPoint(uri.IdnHost, uri.Port);
        return new HealthcheckTarget(end, uri.Scheme == "https", uri.Authority, uri.PathAndQuery == "/" ? ReadyPath : uri.PathAndQuery, url);
    }

    public Socket Connection() => EndPoint is UnixDomainSocketEndPoint
        ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        : new Socket(SocketType.Stream, ProtocolType.Tcp);

    private static HealthcheckTarget? Of(Listener listener)
    {
        var address = listener.Address;
        if (address.IsUnixPipe)
            return new HealthcheckTarget(new UnixDomainSocketEndPoint(address.UnixPipePath), SpeaksTls(listener), "localhost", ReadyPath, listener.ToString());
        if (address.Port == 0)
            return null;
        EndPoint end = !IPAddress.TryParse(address.Host, out var ip) ? new DnsEndPoint("localhost", address.Port)
            : new IPEndPoint(ip.Equals(IPAddress.Any) ? IPAddress.Loopback : ip.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : ip, address.Port);
        return new HealthcheckTarget(end, SpeaksTls(listener), "localhost", ReadyPath, listener.ToString());
    }

    private static bool SpeaksTls(Listener listener) => listener.Protocol == ListenerProtocol.Https;
}
