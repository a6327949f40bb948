using System.Collections.Concurrent;
using System.Net;

namespace Edge.Hosting.Http;

/// <summary>
/// Sends many requests to a few servers, over connections that are kept for the next request. How many there are at a time is how many
/// requests its user sends at a time.
/// </summary>
/// <param name="mayReach">Which addresses may be connected to.</param>
internal sealed class HttpPool(TimeProvider time, Func<IPAddress, bool> mayReach) : IAsyncDisposable
{
    // Servers close what idles, most after a minute and more.
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, ConcurrentStack<Idle>> idle = new();

    /// <exception cref="HttpFailedException">There was no answer, or none that can be read.</exception>
    public Task<HttpReply> Send(HttpCall call, CancellationToken cancellation) =>
        HttpSender.Patiently(call.Url, time, Exchange, call, cancellation);

    /// <summary>Closes what was not used for a while.</summary>
    public async ValueTask Tidy()
    {
        foreach (var connections in idle.Values)
        {
            var young = new Stack<Idle>();
            while (connections.TryPop(out var one))
            {
                if (IsOld(one))
                    await one.Connection.DisposeAsync();
                else
                    young.Push(one);
            }
            foreach (var one in young)
                connections.Push(one);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connections in idle.Values)
        {
            while (connections.TryPop(out var one))
                await one.Connection.DisposeAsync();
        }
    }

    private async Task<HttpReply> Exchange(HttpCall call, CancellationToken cancellation)
    {
        var connections = idle.GetOrAdd($"{call.Url.Scheme} {call.Url.Authority}", static _ => new ConcurrentStack<Idle>());
        while (connections.TryPop(out var kept))
        {
            if (IsOld(kept))
            {
                await kept.Connection.DisposeAsync();
                continue;
            }
            try
            {
                return await On(kept.Connection, connections, call, cancellation);
            }
            catch (IOException) when (!kept.Connection.HasHeard)
            {
                // The server had closed it meanwhile: RFC 9112, section 9.3.1. The next one may live, or a new one does.
            }
        }
        return await On(await HttpConnection.Open(call.Url, mayReach, cancellation), connections, call, cancellation);
    }

    private async Task<HttpReply> On(HttpConnection connection, ConcurrentStack<Idle> connections, HttpCall call, CancellationToken cancellation)
    {
        try
        {
            return await connection.Send(call, isLast: false, cancellation);
        }
        finally
        {
            if (connection.CanGoOn)
                connections.Push(new Idle(connection, time.GetUtcNow()));
            else
                await connection.DisposeAsync();
        }
    }

    private bool IsOld(Idle one) => time.GetUtcNow() - one.Since > LongestIdle;

    private sealed record Idle(HttpConnection Connection, DateTimeOffset Since);
}
