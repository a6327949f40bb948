using System.Globalization;
using System.Text;

namespace Edge.Storage.Redis;

/// <summary>
/// Asks the sentinels who the master is, and stays with the one that answered to hear of a new one
/// (https://redis.io/docs/latest/develop/reference/sentinel-clients/).
/// When that sentinel goes, another one is asked, since a move may have been missed in between.
/// </summary>
internal sealed class SentinelWatch(RedisAddress address, RedisDialer dialer, TimeProvider time, Action<RedisEndpoint> moved) : IDisposable
{
    private static readonly ReadOnlyMemory<byte>[] Subscribe = ["SUBSCRIBE"u8.ToArray(), "+switch-master"u8.ToArray()];

    private readonly ReadOnlyMemory<byte>[] question =
        ["SENTINEL"u8.ToArray(), "GET-MASTER-ADDR-BY-NAME"u8.ToArray(), Encoding.UTF8.GetBytes(address.Master!)];

    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim turn = new(1);
    private RedisConnection? watched;
    private bool isKeeping;

    /// <exception cref="RedisUnavailableException">No sentinel knows.</exception>
    public async Task<RedisEndpoint> FindMaster(CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            var last = "";
            if (watched is { Ended.IsCompleted: false } known && await TryAsk(known) is { } answer)
                return answer;
            foreach (var sentinel in address.Endpoints)
            {
                try
                {
                    return await Watch(sentinel, cancellation);
                }
                catch (RedisUnavailableException error)
                {
                    last = error.Message;
                }
            }
            throw new RedisUnavailableException($"no sentinel knows a master \"{address.Master}\"; the last one: {last}");
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        stop.Cancel();
        watched?.Dispose();
    }

    private async Task<RedisEndpoint> Watch(RedisEndpoint sentinel, CancellationToken cancellation)
    {
        var (connection, _) = await dialer.Dial(sentinel, address.SentinelLogin, database: 0, Receive, cancellation);
        try
        {
            // First listen, then ask: nothing can happen between the two unheard.
            await connection.SendOwn(Subscribe, answeredByPush: true);
            var master = await TryAsk(connection) ?? throw new RedisUnavailableException($"{sentinel} does not know it");
            watched?.Dispose();
            watched = connection;
            if (!isKeeping)
                _ = Task.Run(Keep, CancellationToken.None);
            isKeeping = true;
            return master;
        }
        catch (Exception error)
        {
            connection.Close(error);
            throw error is RedisErrorReply refused ? new RedisUnavailableException($"{sentinel} refused ({refused.Code})") : error;
        }
    }

    private async Task<RedisEndpoint?> TryAsk(RedisConnection sentinel)
    {
        try
        {
            var answer = await sentinel.SendOwn(question);
            return answer.Kind == ReplyKind.Array && answer.Items is [var host, var port] ? EndpointOf(host.AsText(), port.AsText()) : null;
        }
        catch (Exception error) when (error is RedisUnavailableException or RedisErrorReply)
        {
            return null;
        }
    }

    private async Task Keep()
    {
        try
        {
            for (var failures = 0; ;)
            {
                await watched!.Ended.WaitAsync(stop.Token);
                await Task.Delay(Backoff.Delay(failures + 1, Random.Shared.NextDouble()), time, stop.Token);
                try
                {
                    moved(await FindMaster(stop.Token));
                    failures = 0;
                }
                catch (RedisUnavailableException)
                {
                    failures++;
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The node is stopping.
        }
    }

    // "mymaster 10.0.0.1 6379 10.0.0.2 6379": who, from where, to where.
    private void Receive(Reply push)
    {
        if (push.Items is not [var kind, _, { Kind: ReplyKind.Bytes } text] || !kind.Is("message"u8))
            return;
        var words = text.AsText().Split(' ');
        if (words.Length == 5 && words[0] == address.Master && EndpointOf(words[3], words[4]) is { } master)
            moved(master);
    }

    private static RedisEndpoint? EndpointOf(string host, string port) =>
        int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new RedisEndpoint(host, number) : null;
}
