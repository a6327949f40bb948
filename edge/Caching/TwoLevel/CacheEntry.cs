namespace Edge.Caching.TwoLevel;

/// <summary>A value in memory with what tells whether it may still be used. Times are timestamps of the clock, which never goes back.</summary>
internal sealed class CacheEntry
{
    // Of the runtime, on 64 bits: this object and its slots, a place in the table and in a queue, and the head of the key.
    private const int Overhead = 300;

    private int uses;
    private int isRefreshing;
    private int bytes;

    public required string Key { get; init; }

    public required CacheFamily Family { get; init; }

    /// <summary>Null when the source has nothing under the key.</summary>
    public required object? Value { get; init; }

    /// <summary>The places of its tags, and of its key, in the table of epochs.</summary>
    public required int[] Slots { get; init; }

    /// <summary>The epoch at which its filling began: what became stale later makes it stale.</summary>
    public required long Stamp { get; init; }

    /// <summary>When its source was asked: it is at least as new.</summary>
    public required long FilledAt { get; init; }

    /// <summary>From here on a busy entry is refreshed ahead of its end.</summary>
    public required long RefreshAt { get; init; }

    public required long ExpiresAt { get; init; }

    /// <summary>How the lifetime follows the uses; see <see cref="Lifetimes"/>.</summary>
    public required int Step { get; init; }

    public required int ValueBytes
    {
        init => bytes = value + Overhead + (2 * Key.Length);
    }

    /// <summary>What it takes of the memory.</summary>
    public int Bytes => Volatile.Read(ref bytes);

    /// <summary>Since it was filled. Callers at the same moment may be counted once.</summary>
    public int Uses => uses;

    public void Used() => uses++;

    public void Grew(int by) => Interlocked.Add(ref bytes, by);

    /// <returns>True for the one caller that shall refresh it.</returns>
    public bool BeginRefresh() => isRefreshing == 0 && Interlocked.Exchange(ref isRefreshing, 1) == 0;
}
