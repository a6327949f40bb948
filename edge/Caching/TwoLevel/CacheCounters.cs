namespace Edge.Caching.TwoLevel;

/// <summary>What happened to the entries of one family since the start, and what they take now.</summary>
internal sealed class CacheCounters
{
    private readonly long[] hits = new long[(int)CacheLevel.Stale + 1];
    private long misses;
    private long fills;
    private long failures;
    private long evictions;
    private long bytes;
    private long entries;

    /// <summary>Neither level had what was asked for.</summary>
    public long Misses => Volatile.Read(ref misses);

    /// <summary>Times the source was asked, successfully; eager refreshes and warming count too.</summary>
    public long Fills => Volatile.Read(ref fills);

    /// <summary>Times the source was asked in vain.</summary>
    public long Failures => Volatile.Read(ref failures);

    public long Evictions => Volatile.Read(ref evictions);

    public long Bytes => Volatile.Read(ref bytes);

    public long Entries => Volatile.Read(ref entries);

    /// <summary>Accesses that this level answered.</summary>
    public long Hits(CacheLevel level) => Volatile.Read(ref hits[(int)level]);

    public void Hit(CacheLevel level) => Interlocked.Increment(ref hits[(int)level]);

    public void Missed() => Interlocked.Increment(ref misses);

    public void Filled() => Interlocked.Increment(ref fills);

    public void Failed() => Interlocked.Increment(ref failures);

    public void Evicted() => Interlocked.Increment(ref evictions);

    public void Holds(int moreEntries, int moreBytes)
    {
        Interlocked.Add(ref entries, moreEntries);
        Interlocked.Add(ref bytes, moreBytes);
    }
}
