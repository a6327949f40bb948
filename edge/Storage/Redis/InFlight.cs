using System.Collections.Concurrent;

namespace Edge.Storage.Redis;

/// <summary>
/// The row of commands whose answers are owed, those whose callers have left included. All but <see cref="Rent"/> is called in the lock
/// of the connection: the row must be in the order of the bytes.
/// </summary>
internal sealed class InFlight(RedisOptions options, RedisMetrics metrics, RedisEndpoint endpoint, TimeProvider time)
{
    private readonly ConcurrentQueue<PendingReply> pool = new();
    private readonly Queue<PendingReply> row = new();
    private long bytes;

    public int Count => row.Count;

    public PendingReply Rent() => pool.TryDequeue(out var pending) ? pending : new PendingReply(pool);

    /// <summary>Why a command of this size has no place; null when it has.</summary>
    public RedisUnavailableException? RefusalOf(long size)
    {
        if (row.Count < options.InFlight && bytes + size <= options.InFlightBytes)
            return null;
        metrics.Failed(RedisFailure.Refused);
        return new RedisUnavailableException(
            $"{row.Count} commands of {bytes} bytes wait for Redis; one of {size} bytes more is over the limit");
    }

    public void Add(PendingReply pending)
    {
        row.Enqueue(pending);
        bytes += pending.Size;
    }

    public PendingReply Next()
    {
        var pending = row.Dequeue();
        bytes -= pending.Size;
        return pending;
    }

    /// <summary>Whether a push is the answer that the next command is owed, and not out of the row.</summary>
    public bool IsConfirmedBy(Reply push) =>
        row.TryPeek(out var head) && head.AnsweredByPush
        && push.Items is [var kind, ..] && (kind.Is("subscribe"u8) || kind.Is("unsubscribe"u8));

    /// <summary>
    /// Fails those that have waited too long; their places stay. In the lock: once it is let go, a place may be another command's.
    /// </summary>
    /// <returns>How long the first in the row has waited.</returns>
    public TimeSpan FailLate(long now)
    {
        foreach (var pending in row)
        {
            if (time.GetElapsedTime(pending.SentAt, now) <= options.CommandTimeout)
                break;
            if (!pending.IsSettled && pending.Fail(Late()))
                metrics.Failed(RedisFailure.Timeout);
        }
        return row.TryPeek(out var head) ? time.GetElapsedTime(head.SentAt, now) : TimeSpan.Zero;
    }

    public PendingReply[] Clear()
    {
        PendingReply[] all = [.. row];
        row.Clear();
        bytes = 0;
        return all;
    }

    private RedisUnavailableException Late() =>
        new($"Redis at {endpoint} gave no answer within {options.CommandTimeout.TotalSeconds} s");
}
