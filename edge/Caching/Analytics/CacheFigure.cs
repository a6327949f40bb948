namespace Edge.Caching.Analytics;

/// <summary>
/// What is counted of a family of keys, as columns of its row. The first four are the values of <see cref="TwoLevel.CacheLevel"/>, and
/// counted with each access; the others are kept by the cache itself.
/// </summary>
internal enum CacheFigure
{
    /// <summary>Answered from this node's memory.</summary>
    Memory,

    /// <summary>Answered from the Redis that nodes share.</summary>
    Redis,

    /// <summary>Answered by asking the source.</summary>
    Source,

    /// <summary>Answered from memory beyond the lifetime, since the source did not answer.</summary>
    Stale,

    /// <summary>Bytes of all but those of the source.</summary>
    HitBytes,

    /// <summary>Times the source gave a value; refreshes ahead and warming count too.</summary>
    Fills,

    /// <summary>Time the source took for them.</summary>
    FillMicroseconds,

    /// <summary>Among the fills: in the place of an entry that time had ended, and no change; the same came again.</summary>
    RefillsSame,

    /// <summary>As <see cref="RefillsSame"/>, but something else came.</summary>
    RefillsOther,

    /// <summary>Times the source was asked in vain.</summary>
    Failures,

    /// <summary>Entries that left memory for want of room.</summary>
    Evictions,

    /// <summary>Asked for again soon after the eviction: a larger memory would have had it.</summary>
    Regrets,
}
