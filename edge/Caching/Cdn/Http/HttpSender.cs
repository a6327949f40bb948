using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Edge.Caching.Cdn.Http;

/// <summary>
/// As much of an HTTP client as purging needs: one request on a connection of its own, over TLS where the address says https. No
/// redirects, no proxies, no cookies. The framework's client would weigh more than all else here (docs/adr/0012-purging-what-is-in-front.md).
/// </summary>
internal sealed class HttpSender(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public DateTimeOffset Now => time.GetUtcNow();

    /// <exception cref="PurgeFailedException">There was no answer, or none that can be read.</exception>
    public async Task<HttpReply> Send(HttpCall call, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            await using var stream = await Open(call.Url, either.Token);
            await stream.WriteAsync(call.ToBytes(), either.Token);
            await stream.FlushAsync(either.Token);
            return await new HttpReplyReader(stream).Read(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new PurgeFailedException($"{call.Url.Authority} did not answer within {Patience.TotalSeconds} s");
        }
        catch (Exception error) when (error is SocketException or IOException or AuthenticationException or InvalidDataException)
        {
            throw new PurgeFailedException($"{call.Url.Authority}: {error.Message}", cause: error);
        }
    }

    private static async Task<Stream> Open(Uri url, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Stream? stream = null;
        try
        {
            await socket.ConnectAsync(url.IdnHost, url.Port, cancellation);
            stream = new NetworkStream(socket, ownsSocket: true);
            if (url.Scheme != Uri.UriSchemeHttps)
                return stream;
            var tls = new SslStream(stream);
            stream = tls;
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = url.IdnHost }, cancellation);
            return tls;
        }
        catch
        {
            stream?.Dispose();
            socket.Dispose();
            throw;
        }
    }
}
