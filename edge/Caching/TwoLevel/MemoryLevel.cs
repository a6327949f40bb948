using System.Collections.Concurrent;

namespace Edge.Caching.TwoLevel;

/// <summary>
/// The entries in this node's memory, bounded by bytes: S3-FIFO (Yang, Zhang, Qiu, Yue, Rashmi, "FIFO queues are all you need for cache
/// eviction", SOSP 2023). A key enters a small queue and leaves it soon, unless it is used; what is used goes on to the main queue, and so
/// does what comes back shortly after it was dropped. A scan passes through the small queue only. A hit takes no lock and moves nothing.
/// </summary>
internal sealed class MemoryLevel
{
    private const int MostUses = 3;
    private const int UsesToStay = 2;
    private const int SmallShare = 10;
    private const int LargestShare = 4;
    private const int BytesPerGhost = 512;
    private const int MostGhosts = 1 << 20;

    private readonly ConcurrentDictionary<string, Place> places = new(StringComparer.Ordinal);
    private readonly Queue<Place> small = new();
    private readonly Queue<Place> main = new();
    private readonly Lock gate = new();
    private Ghosts? ghosts;
    private long smallBytes;
    private long mainBytes;
    private long capacity;
    private int count;

    public MemoryLevel(long capacity) => this.capacity = capacity;

    public long Bytes => Volatile.Read(ref smallBytes) + Volatile.Read(ref mainBytes);

    public int Count => Volatile.Read(ref count);

    /// <summary>In bytes; less than before drops what is too much.</summary>
    public long Capacity
    {
        get => Volatile.Read(ref capacity);
        set
        {
            lock (gate)
            {
                capacity = value;
                MakeRoom(0);
            }
        }
    }

    public CacheEntry? Find(string key)
    {
        if (!places.TryGetValue(key, out var place))
            return null;
        // Two at the same moment may count as one: more than "used at all, and how recently" is not asked of it.
        if (place.Uses < MostUses)
            place.Uses++;
        return place.Entry;
    }

    /// <summary>Puts an entry in, in the place of the one that had its key. One that is out of all proportion is not kept.</summary>
    public void Set(CacheEntry entry)
    {
        lock (gate)
        {
            if (entry.Bytes > capacity / LargestShare)
                Empty(entry.Key);
            else if (places.TryGetValue(entry.Key, out var place))
                Replace(place, entry);
            else
                Insert(entry);
        }
    }

    /// <summary>Drops the entry under a key.</summary>
    public void Remove(string key)
    {
        lock (gate)
            Empty(key);
    }

    /// <summary>The entry takes more than when it was put in.</summary>
    public void Grew(CacheEntry entry, int by)
    {
        lock (gate)
        {
            entry.Grew(by);
            if (!places.TryGetValue(entry.Key, out var place) || place.Entry != entry)
                return;
            Charge(place, by);
            entry.Family.Counters.Holds(0, by);
            MakeRoom(0);
        }
    }

    private void Insert(CacheEntry entry)
    {
        MakeRoom(entry.Bytes);
        var place = new Place(entry.Key) { Entry = entry };
        place.IsInMain = ghosts is not null && ghosts.Take(place.Hash, count);
        if (place.IsInMain)
            entry.Family.Counters.Regretted();
        (place.IsInMain ? main : small).Enqueue(place);
        Charge(place, entry.Bytes);
        places[entry.Key] = place;
        count++;
        entry.Family.Counters.Holds(1, entry.Bytes);
    }

    private void Replace(Place place, CacheEntry entry)
    {
        place.Entry?.Family.Counters.Holds(-1, -place.Bytes);
        Charge(place, entry.Bytes - place.Bytes);
        place.Entry = entry;
        entry.Family.Counters.Holds(1, entry.Bytes);
        MakeRoom(0);
    }

    // Its place goes the way of all places: taking it out of the middle of a queue would cost a walk.
    private void Empty(string key)
    {
        if (!places.TryGetValue(key, out var place) || place.Entry is not { } entry)
            return;
        entry.Family.Counters.Holds(-1, -place.Bytes);
        place.Entry = null;
        place.Uses = 0;
        Charge(place, (2 * key.Length) - place.Bytes);
    }

    private void MakeRoom(int bytes)
    {
        while (smallBytes + mainBytes + bytes > capacity && count > 0)
        {
            if (main.Count == 0 || (small.Count > 0 && smallBytes * SmallShare >= capacity))
                DropFromSmall();
            else
                DropFromMain();
        }
    }

    private void DropFromSmall()
    {
        while (small.TryDequeue(out var place))
        {
            smallBytes -= place.Bytes;
            if (place.Uses < UsesToStay)
            {
                ghosts ??= new Ghosts((int)Math.Min(capacity / BytesPerGhost, MostGhosts));
                ghosts.Add(place.Hash);
                Drop(place);
                return;
            }
            place.Uses = 0;
            place.IsInMain = true;
            main.Enqueue(place);
            mainBytes += place.Bytes;
        }
    }

    private void DropFromMain()
    {
        while (main.TryDequeue(out var place))
        {
            if (place.Uses == 0)
            {
                mainBytes -= place.Bytes;
                Drop(place);
                return;
            }
            place.Uses--;
            main.Enqueue(place);
        }
    }

    private void Drop(Place place)
    {
        places.TryRemove(place.Key, out _);
        count--;
        if (place.Entry is not { } entry)
            return;
        entry.Family.Counters.Holds(-1, -place.Bytes);
        entry.Family.Counters.Evicted();
    }

    private void Charge(Place place, int bytes)
    {
        place.Bytes += bytes;
        if (place.IsInMain)
            mainBytes += bytes;
        else
            smallBytes += bytes;
    }

    private sealed class Place(string key)
    {
        private volatile CacheEntry? entry;

        public string Key => key;

        public int Hash { get; } = key.GetHashCode(StringComparison.Ordinal);

        /// <summary>Null once it was removed.</summary>
        public CacheEntry? Entry
        {
            get => entry;
            set => entry = value;
        }

        public int Bytes { get; set; }

        /// <summary>Since it entered its queue, up to <see cref="MostUses"/>.</summary>
        public int Uses { get; set; }

        public bool IsInMain { get; set; }
    }
}
