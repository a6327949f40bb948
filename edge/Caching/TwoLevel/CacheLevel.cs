namespace Edge.Caching.TwoLevel;

/// <summary>Where an access was answered from.</summary>
internal enum CacheLevel
{
    /// <summary>This node's memory.</summary>
    Memory,

    /// <summary>The Redis that nodes share.</summary>
    Redis,

    /// <summary>What the cache stands before: the database.</summary>
    Source,

    /// <summary>This node's memory, beyond what is known to be true, since the source does not answer.</summary>
    Stale,
}

/// <summary>Hears of each access that gave an entry, on the thread of the request: it must be quick and must not throw.</summary>
/// <param name="age">Since the entry was filled.</param>
/// <param name="bytes">What the entry takes of the memory.</param>
internal delegate void CacheObserver(CacheFamily family, string key, CacheLevel level, TimeSpan age, int bytes);
