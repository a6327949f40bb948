using System.Text;

namespace Edge.Storage.Redis;

/// <summary>
/// Who listens to what, and whether the connection in use knows it. Channels are subscribed to; key prefixes are tracked in broadcast mode
/// (CLIENT TRACKING ON BCAST), which costs the server memory for prefixes and not for keys.
/// </summary>
internal sealed partial class RedisSubscriptions(RedisMetrics metrics, ILogger log)
{
    private static readonly byte[] Subscribe = "SUBSCRIBE"u8.ToArray();
    private static readonly byte[] Unsubscribe = "UNSUBSCRIBE"u8.ToArray();
    private static readonly ReadOnlyMemory<byte>[] Track =
        ["CLIENT"u8.ToArray(), "TRACKING"u8.ToArray(), "ON"u8.ToArray(), "BCAST"u8.ToArray(), "PREFIX"u8.ToArray()];

    private readonly Lock gate = new();
    private readonly Dictionary<string, Topic> channels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Topic> prefixes = new(StringComparer.Ordinal);
    private RedisConnection? connection;

    public RedisSubscription ToChannel(string channel) => Add(channels, channel, isPrefix: false);

    public RedisSubscription ToPrefix(string prefix) => Add(prefixes, prefix, isPrefix: true);

    /// <summary>Makes everything known to a new connection; done when the server has confirmed or refused it.</summary>
    public Task Restore(RedisConnection opened)
    {
        lock (gate)
        {
            connection = opened;
            return Task.WhenAll([.. channels.Values.Concat(prefixes.Values).Select(Establish)]);
        }
    }

    public void Interrupt()
    {
        lock (gate)
        {
            connection = null;
            foreach (var topic in channels.Values.Concat(prefixes.Values))
            {
                (topic.IsSent, topic.IsInForce) = (false, false);
                topic.Listeners.ForEach(listener => listener.Interrupt());
            }
            foreach (var unused in prefixes.Values.Where(topic => topic.Listeners.Count == 0).ToList())
                prefixes.Remove(unused.Name);
        }
    }

    /// <summary>Takes a push of the server; never waits.</summary>
    public void Receive(Reply push)
    {
        switch (push.Items)
        {
            case [var kind, { Kind: ReplyKind.Bytes } channel, { Kind: ReplyKind.Bytes } payload] when kind.Is("message"u8):
                lock (gate)
                    Deliver(channels.GetValueOrDefault(channel.AsText()), payload.Bytes);
                break;
            case [var kind, { Kind: ReplyKind.Array } keys] when kind.Is("invalidate"u8):
                lock (gate)
                    Invalidate(keys.Items);
                break;
            case [var kind, { Kind: ReplyKind.Null }] when kind.Is("invalidate"u8):
                // FLUSHALL or FLUSHDB: every key at once.
                lock (gate)
                {
                    foreach (var topic in prefixes.Values)
                        topic.Listeners.ForEach(listener => listener.Forget());
                }
                break;
        }
    }

    private RedisSubscription Add(Dictionary<string, Topic> table, string name, bool isPrefix)
    {
        lock (gate)
        {
            if (!table.TryGetValue(name, out var topic))
                table.Add(name, topic = new Topic(name, Encoding.UTF8.GetBytes(name), isPrefix));
            var listener = new RedisSubscription(leaving => Remove(topic, leaving));
            topic.Listeners.Add(listener);
            if (topic.IsInForce)
                listener.Resume();
            else if (connection is not null)
                _ = Establish(topic);
            return listener;
        }
    }

    // A prefix cannot be taken back alone: it stays tracked, unheard, until the connection ends.
    private void Remove(Topic topic, RedisSubscription listener)
    {
        lock (gate)
        {
            if (!topic.Listeners.Remove(listener) || topic.Listeners.Count > 0 || topic.IsPrefix)
                return;
            channels.Remove(topic.Name);
            if (topic.IsSent && connection is not null)
                _ = Confirm(connection, [Unsubscribe, topic.Bytes], answeredByPush: true);
        }
    }

    /// <summary>Sends in the lock, so that the server hears things in the order in which they were decided.</summary>
    private Task Establish(Topic topic)
    {
        if (topic.IsSent)
            return Task.CompletedTask;
        topic.IsSent = true;
        var on = connection!;
        return topic.IsPrefix
            ? Settle(topic, on, Confirm(on, [.. Track, topic.Bytes], answeredByPush: false))
            : Settle(topic, on, Confirm(on, [Subscribe, topic.Bytes], answeredByPush: true));
    }

    private async Task Settle(Topic topic, RedisConnection on, Task<bool> confirmed)
    {
        if (!await confirmed)
            return;
        lock (gate)
        {
            if (connection != on)
                return;
            topic.IsInForce = true;
            topic.Listeners.ForEach(listener => listener.Resume());
        }
    }

    private async Task<bool> Confirm(RedisConnection on, ReadOnlyMemory<byte>[] command, bool answeredByPush)
    {
        try
        {
            await on.SendOwn(command, answeredByPush);
            return true;
        }
        catch (RedisErrorReply error)
        {
            LogRefused(Encoding.ASCII.GetString(command[0].Span), error.Code);
            return false;
        }
        catch (RedisUnavailableException error)
        {
            // Whether it is in force is not known, and a new connection is the only way to know.
            on.Close(error);
            return false;
        }
    }

    private void Invalidate(Reply[] keys)
    {
        foreach (var key in keys)
        {
            foreach (var topic in prefixes.Values)
            {
                if (key.Kind == ReplyKind.Bytes && key.Bytes.AsSpan().StartsWith(topic.Bytes))
                    Deliver(topic, key.Bytes);
            }
        }
    }

    private void Deliver(Topic? topic, byte[] payload)
    {
        if (topic is null)
            return;
        foreach (var listener in topic.Listeners)
        {
            if (!listener.Deliver(payload))
                metrics.Failed(RedisFailure.Overflow);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Redis refuses {Command} with {Code}; its messages are missed until the user may (docs/OPERATIONS.md, Redis)")]
    private partial void LogRefused(string command, string code);

    private sealed record Topic(string Name, byte[] Bytes, bool IsPrefix)
    {
        public List<RedisSubscription> Listeners { get; } = [];

        /// <summary>The connection in use has been told.</summary>
        public bool IsSent { get; set; }

        /// <summary>And has confirmed it.</summary>
        public bool IsInForce { get; set; }
    }
}
