using Edge.Caching.TwoLevel;

namespace Edge.Caching.Analytics;

/// <summary>
/// The most frequent keys of a stream in fixed memory: "Space-Saving" (Metwally, Agrawal, El Abbadi: Efficient Computation of Frequent
/// and Top-k Elements in Data Streams, ICDT 2005). A key that has no counter takes over the one with the least count and remembers that
/// count as its possible error. With m counters and weights that add up to N, no count is wrong by more than N/m, and every key of more
/// than N/m has a counter. Not safe for use by several threads; adding allocates nothing.
/// </summary>
internal sealed class SpaceSaving(int capacity)
{
    // A heap of slots, the least count on top; a key keeps its slot as long as it has a counter.
    private readonly int[] heap = new int[capacity];
    private readonly int[] places = new int[capacity];
    private readonly string[] keys = new string[capacity];
    private readonly CacheFamily[] families = new CacheFamily[capacity];
    private readonly long[] counts = new long[capacity];
    private readonly long[] errors = new long[capacity];
    private readonly Dictionary<string, int> slots = new(capacity, StringComparer.Ordinal);

    public int Count => slots.Count;

    /// <summary>The sum of all weights added.</summary>
    public long Total { get; private set; }

    /// <summary>What a key without a counter may have been counted at the most.</summary>
    public long Floor => slots.Count < capacity ? 0 : counts[heap[0]];

    public void Add(CacheFamily family, string key, long weight)
    {
        Total += weight;
        if (slots.TryGetValue(key, out var slot))
        {
            counts[slot] += weight;
            Sink(places[slot]);
        }
        else if (slots.Count < capacity)
        {
            slot = slots.Count;
            Occupy(slot, family, key, weight, error: 0);
            heap[slot] = slot;
            places[slot] = slot;
            Rise(slot);
        }
        else
        {
            slot = heap[0];
            slots.Remove(keys[slot]);
            Occupy(slot, family, key, counts[slot] + weight, error: counts[slot]);
            Sink(0);
        }
    }

    public void Clear()
    {
        slots.Clear();
        Array.Clear(keys);
        Total = 0;
    }

    /// <summary>All keys that have a counter, in no order.</summary>
    public IEnumerable<KeyCount> Keys()
    {
        for (var slot = 0; slot < slots.Count; slot++)
            yield return new KeyCount(families[slot], keys[slot], counts[slot] - errors[slot], counts[slot]);
    }

    /// <returns>Null when the key has no counter; it was then counted <see cref="Floor"/> times at the most.</returns>
    public KeyCount? Find(string key) =>
        slots.TryGetValue(key, out var slot) ? new KeyCount(families[slot], key, counts[slot] - errors[slot], counts[slot]) : null;

    private void Occupy(int slot, CacheFamily family, string key, long count, long error)
    {
        (families[slot], keys[slot], counts[slot], errors[slot]) = (family, key, count, error);
        slots.Add(key, slot);
    }

    private void Rise(int place)
    {
        while (place > 0 && counts[heap[place]] < counts[heap[(place - 1) / 2]])
        {
            Swap(place, (place - 1) / 2);
            place = (place - 1) / 2;
        }
    }

    private void Sink(int place)
    {
        while (true)
        {
            var child = (2 * place) + 1;
            if (child >= slots.Count)
                return;
            if (child + 1 < slots.Count && counts[heap[child + 1]] < counts[heap[child]])
                child++;
            if (counts[heap[place]] <= counts[heap[child]])
                return;
            Swap(place, child);
            place = child;
        }
    }

    private void Swap(int one, int other)
    {
        (heap[one], heap[other]) = (heap[other], heap[one]);
        places[heap[one]] = one;
        places[heap[other]] = other;
    }
}

/// <summary>How often a key was counted: from <paramref name="AtLeast"/> to <paramref name="AtMost"/> times.</summary>
internal sealed record KeyCount(CacheFamily Family, string Key, long AtLeast, long AtMost);
