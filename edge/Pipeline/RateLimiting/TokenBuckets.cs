using System.Collections.Concurrent;
using System.Threading.RateLimiting;

namespace Edge.Pipeline.RateLimiting;

/// <summary>
/// A bucket of <paramref name="capacity"/> tokens for each partition, refilled evenly within <paramref name="window"/>. It is one
/// number, the moment at which it will be full again (the generic cell rate algorithm, ITU-T I.371): no timer, no lock, and what is
/// full again can be forgotten. The framework's own limiters read the machine's clock and keep a growing table and a timer.
/// </summary>
internal sealed class TokenBuckets(
    int capacity, TimeSpan window, TimeProvider time, int maxPartitions = TokenBuckets.DefaultMaxPartitions)
    : PartitionedRateLimiter<Partition>
{
    private const int DefaultMaxPartitions = 65_536;
    private const int FirstSweepAt = 1024;

    // Strangers share this one while the table is full of others: a flood of addresses limits the flood, not those already here.
    private static readonly Partition Overflow = new(0, "overflow");

    private readonly ConcurrentDictionary<Partition, long> fullAt = new();
    private readonly long perToken = Math.Max(1, window.Ticks / capacity);
    private readonly Lock sweeping = new();
    private int count;
    private int sweepAt = Math.Min(FirstSweepAt, maxPartitions);
    private long sweptAt;

    /// <summary>How many buckets are not known to be full.</summary>
    public int Partitions => Volatile.Read(ref count);

    public override RateLimiterStatistics? GetStatistics(Partition resource) => null;

    /// <summary>Gives back a token that was taken. Of a full bucket nothing is missing, and of the overflow nobody knows whose it was.</summary>
    public void Return(Partition resource)
    {
        while (fullAt.TryGetValue(resource, out var stored) && !fullAt.TryUpdate(resource, stored - perToken, stored))
        {
        }
    }

    /// <summary>Takes a token of a bucket that has a size and pace of its own.</summary>
    public BucketLease Take(Partition resource, long ticksPerToken, int size) => Acquire(resource, 1, ticksPerToken, size);

    /// <summary>Takes tokens; 0 asks whether there is one without taking it.</summary>
    protected override RateLimitLease AttemptAcquireCore(Partition resource, int permitCount) => Acquire(resource, permitCount, perToken, capacity);

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(
        Partition resource, int permitCount, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AttemptAcquireCore(resource, permitCount));

    private BucketLease Acquire(Partition resource, int permitCount, long ticksPerToken, int size)
    {
        while (true)
        {
            var now = time.GetUtcNow().UtcTicks;
            var known = fullAt.TryGetValue(resource, out var stored);
            var after = Math.Max(now, stored) + (permitCount * ticksPerToken);
            var isAllowed = after + (permitCount == 0 ? ticksPerToken : 0) - now <= size * ticksPerToken;
            if (!isAllowed || permitCount == 0)
                return new BucketLease(isAllowed, known ? stored : now, now, ticksPerToken, size);
            if (known ? fullAt.TryUpdate(resource, after, stored) : TryAdd(ref resource, after, now))
                return new BucketLease(true, after, now, ticksPerToken, size);
        }
    }

    private bool TryAdd(ref Partition resource, long after, long now)
    {
        if (Partitions >= sweepAt)
            Sweep(now);
        if (Partitions >= maxPartitions && resource != Overflow)
        {
            resource = Overflow;
            return false;
        }
        if (!fullAt.TryAdd(resource, after))
            return false;
        Interlocked.Increment(ref count);
        return true;
    }

    // Each sweep allows twice the survivors before the next, so that the cost per newcomer stays constant; a table at its bound
    // is swept once a second at most.
    private void Sweep(long now)
    {
        lock (sweeping)
        {
            if (Partitions < sweepAt || (sweepAt == maxPartitions && now - sweptAt < TimeSpan.TicksPerSecond))
                return;
            sweptAt = now;
            foreach (var bucket in fullAt)
            {
                if (bucket.Value <= now && fullAt.TryRemove(bucket))
                    Interlocked.Decrement(ref count);
            }
            sweepAt = Math.Clamp(Partitions * 2, Math.Min(FirstSweepAt, maxPartitions), maxPartitions);
        }
    }
}
