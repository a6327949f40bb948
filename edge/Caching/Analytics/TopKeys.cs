using System.Numerics;
using Edge.Caching.TwoLevel;

namespace Edge.Caching.Analytics;

/// <summary>
/// The keys asked for most within the last half to whole hour. Accesses are counted into a sketch of the running half hour, which begins
/// on the clock's, so that all of it belongs to one hour of the day.
/// <para>
/// Sampling: the first 8,192 accesses of a tick (ten seconds) are all counted. Each further 8,192 that are counted double the distance:
/// one access in two, in four, up to one in 1,024, chosen at random and counted with that weight, so that sums stay true on average.
/// Each tick halves the distance again. An access that finds another thread in the sketch is left out, as one that chance did not choose.
/// </para>
/// </summary>
internal sealed class TopKeys(int capacity)
{
    public const long Period = 30 * 60_000;
    private const int CountedAtEachDistance = 8192;
    private const int MaxDistance = 1024;
    private const int LineOfLongs = 16;
    private static readonly int Stripes = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(Environment.ProcessorCount, 16));

    private readonly Lock gate = new();
    private readonly long[] chances = new long[Stripes * LineOfLongs];
    private SpaceSaving current = new(capacity);
    private SpaceSaving previous = new(capacity);
    private long currentFrom;
    private long previousFrom;
    private int counted;
    private int distance = 1;

    /// <summary>One access in so many is counted now.</summary>
    public int Distance => Volatile.Read(ref distance);

    public void Seen(CacheFamily family, string key)
    {
        var weight = Volatile.Read(ref distance);
        if ((weight > 1 && !IsChosen(weight)) || !gate.TryEnter())
            return;
        try
        {
            current.Add(family, key, weight);
            if (++counted == CountedAtEachDistance && weight < MaxDistance)
            {
                counted = 0;
                Volatile.Write(ref distance, weight * 2);
            }
        }
        finally
        {
            gate.Exit();
        }
    }

    /// <summary>To be called every ten seconds.</summary>
    /// <param name="now">Unix milliseconds.</param>
    /// <returns>The half hour that has ended with this call; null within one.</returns>
    public KeyPeriod? Tick(long now)
    {
        lock (gate)
        {
            counted = 0;
            Volatile.Write(ref distance, Math.Max(1, distance / 2));
            if (currentFrom == 0)
                currentFrom = now;
            if (now / Period == currentFrom / Period)
                return null;
            (current, previous) = (previous, current);
            (previousFrom, currentFrom) = (currentFrom, now);
            current.Clear();
            return new KeyPeriod(previousFrom, [.. previous.Keys()]);
        }
    }

    /// <summary>The half hour that is not over yet.</summary>
    public KeyPeriod Running()
    {
        lock (gate)
            return new KeyPeriod(currentFrom, [.. current.Keys()]);
    }

    /// <summary>The most frequent of both half hours, the most frequent first.</summary>
    public KeyPeriod Top(int limit)
    {
        lock (gate)
        {
            var keys = new List<KeyCount>();
            foreach (var key in current.Keys())
                keys.Add(Join(key, previous.Find(key.Key), previous.Floor));
            foreach (var key in previous.Keys())
            {
                if (current.Find(key.Key) is null)
                    keys.Add(Join(key, null, current.Floor));
            }
            keys.Sort(static (one, other) => other.AtMost != one.AtMost
                ? other.AtMost.CompareTo(one.AtMost)
                : string.CompareOrdinal(one.Key, other.Key));
            keys.RemoveRange(Math.Min(limit, keys.Count), Math.Max(0, keys.Count - limit));
            return new KeyPeriod(previousFrom == 0 ? currentFrom : previousFrom, keys);
        }
    }

    // Knuth's linear congruential generator (MMIX), one for each core: threads that meet in one draw the same number, which does no harm.
    private bool IsChosen(int oneIn)
    {
        ref var chance = ref chances[(Thread.GetCurrentProcessorId() & (Stripes - 1)) * LineOfLongs];
        chance = unchecked((chance * 6364136223846793005) + 1442695040888963407);
        return ((int)(chance >>> 40) & (oneIn - 1)) == 0;
    }

    // A sketch that has no counter for a key may have counted it up to its floor.
    private static KeyCount Join(KeyCount key, KeyCount? other, long floor) => other is null
        ? key with { AtMost = key.AtMost + floor }
        : key with { AtLeast = key.AtLeast + other.AtLeast, AtMost = key.AtMost + other.AtMost };
}

/// <summary>What was counted since <paramref name="From"/>, in Unix milliseconds; 0 before the first tick.</summary>
internal sealed record KeyPeriod(long From, List<KeyCount> Keys);
