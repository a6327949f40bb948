using System.Net.Sockets;
using System.Security.Authentication;

namespace Edge.Hosting.Http;

/// <summary>
/// As much of an HTTP client as few requests need: each on a connection of its own. No redirects, no proxies, no cookies. The
/// framework's client would weigh more than all else here (docs/adr/0012-purging-what-is-in-front.md).
/// </summary>
internal sealed class HttpSender(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public DateTimeOffset Now => time.GetUtcNow();

    /// <exception cref="HttpFailedException">There was no answer, or none that can be read.</exception>
    public Task<HttpReply> Send(HttpCall call, CancellationToken cancellation) => Patiently(call.Url, time, Alone, call, cancellation);

    /// <summary>Gives an exchange ten seconds, and tells its failures as one kind.</summary>
    /// <exception cref="HttpFailedException">There was no answer, or none that can be read.</exception>
    public static async Task<HttpReply> Patiently(
        Uri url, TimeProvider time, Func<HttpCall, CancellationToken, Task<HttpReply>> exchange, HttpCall call, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            return await exchange(call, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new HttpFailedException($"{url.Authority} did not answer within {Patience.TotalSeconds} s");
        }
        catch (Exception error) when (
            error is SocketException or IOException or AuthenticationException or InvalidDataException or ArgumentException)
        {
            throw new HttpFailedException($"{url.Authority}: {error.Message}", cause: error);
        }
    }

    private static async Task<HttpReply> Alone(HttpCall call, CancellationToken cancellation)
    {
        await using var connection = await HttpConnection.Open(call.Url, null, cancellation);
        return await connection.Send(call, isLast: true, cancellation);
    }
}
