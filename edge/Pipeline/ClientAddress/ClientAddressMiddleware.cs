using System.Net;
using Edge.Hosting;

namespace Edge.Pipeline.ClientAddress;

/// <summary>
/// Puts the client's own address and scheme where the connection's stand when the peer is a trusted proxy. Whoever else sends such a
/// header is not believed.
/// </summary>
internal sealed class ClientAddressMiddleware(RequestDelegate next, HostingOptions hosting)
{
    private readonly TrustedProxies trusted = hosting.TrustedProxies;

    public Task InvokeAsync(HttpContext http)
    {
        var connection = http.Connection;
        // On a socket for both families an IPv4 peer looks like ::ffff:192.0.2.1; one client must not have two addresses.
        if (connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped)
            connection.RemoteIpAddress = mapped.MapToIPv4();
        if (trusted.Any && trusted.Contains(connection.RemoteIpAddress))
            Believe(http, connection.RemoteIpAddress);
        return next(http);
    }

    private void Believe(HttpContext http, IPAddress? peer)
    {
        var headers = http.Request.Headers;
        var hops = trusted.Header == ForwardedHeader.Forwarded
            ? ForwardedHops.OfForwarded(headers["Forwarded"])
            : ForwardedHops.OfXForwardedFor(headers["X-Forwarded-For"], headers["X-Forwarded-Proto"]);
        var client = ForwardedHops.Client(peer, hops, trusted);
        http.Connection.RemoteIpAddress = client.Address;
        if (client.Scheme is { } scheme)
            http.Request.Scheme = scheme;
    }
}
