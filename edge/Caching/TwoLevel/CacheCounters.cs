namespace Edge.Caching.TwoLevel;

/// <summary>What happened to the entries of one family since the start, and what they take now.</summary>
internal sealed class CacheCounters
{
    private readonly long[] hits = new long[(int)CacheLevel.Stale + 1];
    private long misses;
    private long fills;
    private long fillMicroseconds;
    private long refillsSame;
    private long refillsOther;
    private long failures;
    private long evictions;
    private long regrets;
    private long bytes;
    private long entries;

    /// <summary>Neither level had what was asked for.</summary>
    public long Misses => Volatile.Read(ref misses);

    /// <summary>Times the source was asked, successfully; eager refreshes and warming count too.</summary>
    public long Fills => Volatile.Read(ref fills);

    /// <summary>How long the source took for them.</summary>
    public long FillMicroseconds => Volatile.Read(ref fillMicroseconds);

    /// <summary>Fills in the place of an entry that time had ended, and no change, which gave the same again.</summary>
    public long RefillsSame => Volatile.Read(ref refillsSame);

    /// <summary>As <see cref="RefillsSame"/>, but they gave something else.</summary>
    public long RefillsOther => Volatile.Read(ref refillsOther);

    /// <summary>Times the source was asked in vain.</summary>
    public long Failures => Volatile.Read(ref failures);

    public long Evictions => Volatile.Read(ref evictions);

    /// <summary>Entries that came back shortly after they were dropped for others.</summary>
    public long Regrets => Volatile.Read(ref regrets);

    public long Bytes => Volatile.Read(ref bytes);

    public long Entries => Volatile.Read(ref entries);

    /// <summary>Accesses that this level answered.</summary>
    public long Hits(CacheLevel level) => Volatile.Read(ref hits[(int)level]);

    public void Hit(CacheLevel level) => Interlocked.Increment(ref hits[(int)level]);

    public void Missed() => Interlocked.Increment(ref misses);

    public void Filled(TimeSpan took)
    {
        Interlocked.Increment(ref fills);
        Interlocked.Add(ref fillMicroseconds, took.Ticks / TimeSpan.TicksPerMicrosecond);
    }

    public void Refilled(bool isSame) => Interlocked.Increment(ref isSame ? ref refillsSame : ref refillsOther);

    public void Failed() => Interlocked.Increment(ref failures);

    public void Evicted() => Interlocked.Increment(ref evictions);

    public void Regretted() => Interlocked.Increment(ref regrets);

    public void Holds(int moreEntries, int moreBytes)
    {
        Interlocked.Add(ref entries, moreEntries);
        Interlocked.Add(ref bytes, moreBytes);
    }
}
