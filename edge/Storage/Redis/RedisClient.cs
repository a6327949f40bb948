using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Edge.Storage.Redis;

/// <summary>
/// What this service asks of Redis. Nothing is opened before the first call. Every call may throw <see cref="RedisUnavailableException"/>
/// (nobody knows whether it was carried out) or <see cref="RedisErrorReply"/> (it was not). Arguments must stay as they are until the call is done.
/// </summary>
internal sealed class RedisClient : IDisposable
{
    private static readonly byte[] GetWord = "GET"u8.ToArray();
    private static readonly byte[] SetWord = "SET"u8.ToArray();
    private static readonly byte[] MillisecondsWord = "PX"u8.ToArray();
    private static readonly byte[] IfAbsentWord = "NX"u8.ToArray();
    private static readonly byte[] DeleteWord = "UNLINK"u8.ToArray();
    private static readonly byte[] PublishWord = "PUBLISH"u8.ToArray();
    private static readonly byte[] PingWord = "PING"u8.ToArray();
    private static readonly byte[] BySha = "EVALSHA"u8.ToArray();
    private static readonly byte[] BySource = "EVAL"u8.ToArray();

    private readonly RedisLink link;
    private readonly RedisSubscriptions subscriptions;

    public RedisClient(RedisOptions options, RedisMetrics metrics, TimeProvider time, ILogger<RedisClient> log)
    {
        subscriptions = new RedisSubscriptions(metrics, log);
        link = new RedisLink(options, metrics, subscriptions, time, log);
    }

    /// <summary>The server in use, as host:port; null while there is none.</summary>
    public string? Server => link.Endpoint?.ToString();

    /// <returns>The value, or null when there is none.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<byte[]?> Get(ReadOnlyMemory<byte> key, CancellationToken cancellation = default) =>
        (await link.Send([GetWord, key], cancellation)).BytesOrNull;

    /// <param name="expiry">At least a millisecond; nothing is kept for ever.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask Set(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, TimeSpan expiry, CancellationToken cancellation = default) =>
        await link.Send([SetWord, key, value, MillisecondsWord, Milliseconds(expiry)], cancellation);

    /// <summary>Sets the value unless there is one: a nonce seen for the first time, a lock taken.</summary>
    /// <returns>Whether it was set.</returns>
    public async ValueTask<bool> SetIfAbsent(
        ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, TimeSpan expiry, CancellationToken cancellation = default) =>
        (await link.Send([SetWord, key, value, MillisecondsWord, Milliseconds(expiry), IfAbsentWord], cancellation)).Kind != ReplyKind.Null;

    /// <returns>Whether there was one.</returns>
    public async ValueTask<bool> Delete(ReadOnlyMemory<byte> key, CancellationToken cancellation = default) =>
        (await link.Send([DeleteWord, key], cancellation)).Integer > 0;

    /// <summary>Runs a script. A server that does not know it is sent the source.</summary>
    public async ValueTask<Reply> Run(
        RedisScript script, ReadOnlyMemory<byte>[] keys, ReadOnlyMemory<byte>[] arguments, CancellationToken cancellation = default)
    {
        ReadOnlyMemory<byte>[] words = [BySha, script.Sha, Digits(keys.Length), .. keys, .. arguments];
        try
        {
            return await link.Send(words, cancellation);
        }
        catch (RedisErrorReply error) when (error.Code == "NOSCRIPT")
        {
            (words[0], words[1]) = (BySource, script.Source);
            return await link.Send(words, cancellation);
        }
    }

    /// <returns>How many connections were listening.</returns>
    public async ValueTask<long> Publish(string channel, ReadOnlyMemory<byte> payload, CancellationToken cancellation = default) =>
        (await link.Send([PublishWord, Encoding.UTF8.GetBytes(channel), payload], cancellation)).Integer;

    /// <summary>Listens to a channel, through every reconnect, until disposed.</summary>
    public RedisSubscription Subscribe(string channel)
    {
        link.Start();
        return subscriptions.ToChannel(channel);
    }

    /// <summary>
    /// Hears of every change to a key that begins with <paramref name="prefix"/>, this node's own and expiry included, until disposed.
    /// Prefixes in use must not begin with one another: Redis refuses the second.
    /// </summary>
    public RedisSubscription Track(string prefix)
    {
        link.Start();
        return subscriptions.ToPrefix(prefix);
    }

    public async ValueTask Ping(CancellationToken cancellation = default) => await link.Send([PingWord], cancellation);

    public void Dispose() => link.Dispose();

    private static byte[] Milliseconds(TimeSpan expiry)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(expiry, TimeSpan.FromMilliseconds(1));
        return Digits((long)expiry.TotalMilliseconds);
    }

    private static byte[] Digits(long number) => Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture));
}
