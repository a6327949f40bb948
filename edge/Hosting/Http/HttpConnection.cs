using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Edge.Hosting.Http;

/// <summary>A connection to a server, over TLS where the address says https. One request at a time.</summary>
internal sealed class HttpConnection(Stream stream) : IAsyncDisposable
{
    private readonly HttpReplyReader reader = new(stream);

    /// <summary>Whether another request can follow: the last answer was whole and did not say that it was the last.</summary>
    public bool CanGoOn { get; private set; } = true;

    /// <summary>Whether the server has begun to answer a request of this connection that had no answer yet.</summary>
    public bool HasHeard => reader.HasHeard;

    /// <param name="mayReach">Which of the host's addresses it may be; null for any.</param>
    /// <exception cref="IOException">The host has no address that may be reached.</exception>
    public static async Task<HttpConnection> Open(Uri url, Func<IPAddress, bool>? mayReach, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Stream? stream = null;
        try
        {
            if (mayReach is null)
                await socket.ConnectAsync(url.IdnHost, url.Port, cancellation);
            else
                await socket.ConnectAsync(await Resolve(url.IdnHost, mayReach, cancellation), url.Port, cancellation);
            stream = new NetworkStream(socket, ownsSocket: true);
            if (url.Scheme != Uri.UriSchemeHttps)
                return new HttpConnection(stream);
            var tls = new SslStream(stream);
            stream = tls;
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = url.IdnHost }, cancellation);
            return new HttpConnection(tls);
        }
        catch
        {
            stream?.Dispose();
            socket.Dispose();
            throw;
        }
    }

    public async Task<HttpReply> Send(HttpCall call, bool isLast, CancellationToken cancellation)
    {
        CanGoOn = false;
        reader.Begin();
        await stream.WriteAsync(call.ToBytes(isLast), cancellation);
        await stream.FlushAsync(cancellation);
        var reply = await reader.Read(cancellation);
        CanGoOn = !isLast && reader.IsAtItsEnd && !"close".Equals(reply.Field("Connection"), StringComparison.OrdinalIgnoreCase);
        return reply;
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    // What a name stands for is asked once, and connected to as it was checked: it cannot become another address in between.
    private static async Task<IPAddress[]> Resolve(string host, Func<IPAddress, bool> mayReach, CancellationToken cancellation)
    {
        var addresses = Array.FindAll(await Dns.GetHostAddressesAsync(host, cancellation), address => mayReach(address));
        return addresses.Length > 0 ? addresses : throw new IOException("its addresses are none that may be connected to");
    }
}
