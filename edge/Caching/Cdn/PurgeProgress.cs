namespace Edge.Caching.Cdn;

/// <summary>What an operator is told of the purging of one cache. Written by its follower, read by health and metrics.</summary>
internal sealed class PurgeProgress(string name, TimeProvider time)
{
    private long oldestPending = long.MaxValue;
    private string? failure;

    public string Name => name;

    /// <summary>Why the last attempt failed; null when it did not.</summary>
    public string? Failure => Volatile.Read(ref failure);

    /// <summary>The age of the oldest fact that the cache was not told of yet.</summary>
    public TimeSpan Lag => Interlocked.Read(ref oldestPending) is var ticks && ticks < time.GetUtcNow().UtcTicks
        ? TimeSpan.FromTicks(time.GetUtcNow().UtcTicks - ticks)
        : TimeSpan.Zero;

    public void Pending(DateTimeOffset? oldest) => Interlocked.Exchange(ref oldestPending, oldest?.UtcTicks ?? long.MaxValue);

    public void Failed(string reason) => Volatile.Write(ref failure, reason);

    public void Succeeded() => Volatile.Write(ref failure, null);
}
