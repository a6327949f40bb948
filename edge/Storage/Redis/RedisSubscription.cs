using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Edge.Storage.Redis;

internal enum RedisNoticeKind
{
    /// <summary>A message of the channel, or the name of a key that changed.</summary>
    Message,

    /// <summary>From here on messages are missed.</summary>
    Interrupted,

    /// <summary>Messages come again, and some may have been missed: what they would have changed must not be trusted any longer.</summary>
    Resumed,
}

/// <param name="Payload">The message, or the changed key; empty for the other kinds.</param>
internal sealed record RedisNotice(RedisNoticeKind Kind, ReadOnlyMemory<byte> Payload)
{
    public static RedisNotice Interrupted { get; } = new(RedisNoticeKind.Interrupted, default);

    public static RedisNotice Resumed { get; } = new(RedisNoticeKind.Resumed, default);
}

/// <summary>
/// One listener's notices in their order; the first is <see cref="RedisNoticeKind.Resumed"/>, once the subscription is in force. A
/// listener that falls behind by <see cref="MaxNotices"/> or <see cref="MaxBytes"/> finds one interruption in the place of all that waited.
/// </summary>
internal sealed class RedisSubscription : IDisposable
{
    public const int MaxNotices = 4096;
    public const int MaxBytes = 16 * 1024 * 1024;

    private readonly Channel<RedisNotice> queue = Channel.CreateUnbounded<RedisNotice>(new UnboundedChannelOptions { SingleReader = false });
    private readonly Action<RedisSubscription> leave;
    private readonly Lock gate = new();
    private int bytes;

    /// <param name="leave">Called when the listener is gone.</param>
    public RedisSubscription(Action<RedisSubscription> leave) => this.leave = leave;

    /// <summary>Ends when the subscription is disposed. For one reader.</summary>
    public async IAsyncEnumerable<RedisNotice> Read([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var notice in queue.Reader.ReadAllAsync(cancellation))
        {
            Interlocked.Add(ref bytes, -notice.Payload.Length);
            yield return notice;
        }
    }

    public void Dispose()
    {
        leave(this);
        queue.Writer.TryComplete();
    }

    /// <returns>False when the listener was too far behind.</returns>
    public bool Deliver(ReadOnlyMemory<byte> payload)
    {
        lock (gate)
        {
            if (queue.Reader.Count < MaxNotices && Volatile.Read(ref bytes) + payload.Length <= MaxBytes)
            {
                Interlocked.Add(ref bytes, payload.Length);
                queue.Writer.TryWrite(new RedisNotice(RedisNoticeKind.Message, payload));
                return true;
            }
            Forget();
            return false;
        }
    }

    /// <summary>Tells the listener that what it knows is worth nothing, and drops what it has not read.</summary>
    public void Forget()
    {
        lock (gate)
        {
            Interrupt();
            Resume();
        }
    }

    public void Interrupt()
    {
        lock (gate)
        {
            while (queue.Reader.TryRead(out var unread))
                Interlocked.Add(ref bytes, -unread.Payload.Length);
            queue.Writer.TryWrite(RedisNotice.Interrupted);
        }
    }

    public void Resume() => queue.Writer.TryWrite(RedisNotice.Resumed);
}
