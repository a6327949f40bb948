using Edge.Storage;
using Edge.Storage.Facts;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Options;

namespace Edge.Caching.TwoLevel;

/// <summary>
/// The cache of this node over the one that nodes share (docs/adr/0011-two-level-cache.md). Entries are dropped by the facts of what they
/// were made of; times bound what no fact tells. Nothing older than <c>Caching:Staleness</c> is given while the database can be read, nothing
/// older than <c>Caching:StaleAtMost</c> while it cannot.
/// </summary>
internal sealed partial class EdgeCache(
    MemoryLevel memory,
    Coherence coherence,
    Flights flights,
    IEnumerable<CacheFamily> families,
    CachingOptions options,
    TimeProvider time,
    Database database,
    FactLog facts,
    IOptions<JsonOptions> json) : HybridCache
{
    private const int SharedTries = 2;

    private readonly long staleAtMost = options.StaleAtMost.Ticks / TimeSpan.TicksPerSecond * time.TimestampFrequency;

    public IReadOnlyList<CacheFamily> Families { get; } = [.. families, FamilyOfValues()];

    /// <summary>Null while nobody listens, which costs nothing.</summary>
    public CacheObserver? Observed { get; set; }

    /// <summary>What entries in memory may take; less than before drops what is too much.</summary>
    public long CapacityBytes
    {
        get => memory.Capacity;
        set => memory.Capacity = value;
    }

    public long Bytes => memory.Bytes;

    public int Entries => memory.Count;

    /// <summary>The entry in memory if it may be used as it is. Allocates nothing.</summary>
    public CacheEntry? Find(string key)
    {
        if (memory.Find(key) is not { } entry)
            return null;
        var now = time.GetTimestamp();
        if (!IsFresh(entry, now))
            return null;
        Hit(entry, now);
        return entry;
    }

    /// <summary>The entry from memory, from Redis or from its source.</summary>
    /// <exception cref="StorageUnavailableException">The source does not answer, and there is nothing to send instead.</exception>
    public ValueTask<Cached> Get(CacheFamily family, string key, CancellationToken cancellation) =>
        Get(family, family.Source, key, cancellation);

    public async ValueTask<Cached> Get(CacheFamily family, CacheSource source, string key, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var now = time.GetTimestamp();
            var held = memory.Find(key);
            if (held is not null && (IsFresh(held, now) || await BecomesFresh(held)))
            {
                Hit(held, now);
                return new Cached(held, CacheLevel.Memory);
            }
            var stale = held is not null && MayBeSent(held, now) ? held : null;
            if (stale is not null && flights.IsResting(now))
                return Told(stale, CacheLevel.Stale);
            var isOwn = true;
            var flight = attempt > SharedTries
                ? flights.Alone(family, source, key, held)
                : flights.Join(family, source, key, held, out isOwn);
            var hasLanded = await flight.Wait(PatienceFor(stale), time, cancellation);
            if (flight.Entry is not { } entry)
                return Told(stale ?? LeftByRedis(key) ?? throw Failure(flight, hasLanded), CacheLevel.Stale);
            // What another's flight gave may have changed between its beginning and this access, whose caller may be who changed it.
            if (!isOwn && !IsTrueFor(now, flight.Level, entry))
                continue;
            if (flight.Level == CacheLevel.Source)
                family.Counters.Missed();
            return Told(entry, flight.Level, isCollapsed: !isOwn, wasHeld: held is not null);
        }
    }

    /// <summary>Loads the entry into memory unless it is there and good.</summary>
    /// <returns>False when the source has nothing, or does not answer.</returns>
    public async Task<bool> Warm(CacheFamily family, string key, CancellationToken cancellation)
    {
        if (memory.Find(key) is { } held && IsFresh(held, time.GetTimestamp()))
            return held.Value is not null;
        var flight = flights.Join(family, family.Source, key, held: null, out _);
        await flight.Wait(options.HardTimeout, time, cancellation);
        return flight.Entry?.Value is not null;
    }

    /// <summary>The value of an entry takes more than before.</summary>
    public void Grew(CacheEntry entry, int bytes) => memory.Grew(entry, bytes);

    /// <summary>How long the entry may still be used; negative once it is over.</summary>
    public TimeSpan LifetimeLeft(CacheEntry entry)
    {
        var now = time.GetTimestamp();
        return entry.ExpiresAt >= now ? time.GetElapsedTime(now, entry.ExpiresAt) : -time.GetElapsedTime(entry.ExpiresAt, now);
    }

    // Trust is asked for first: what a look after that finds is not missed.
    private bool IsFresh(CacheEntry entry, long now) =>
        now < entry.ExpiresAt && coherence.IsTrusted(now) && coherence.Epochs.IsAlive(entry.Slots, entry.Stamp);

    private async ValueTask<bool> BecomesFresh(CacheEntry entry)
    {
        var now = time.GetTimestamp();
        if (now >= entry.ExpiresAt || coherence.IsTrusted(now) || !await coherence.CatchUp(options.SoftTimeout))
            return false;
        return IsFresh(entry, time.GetTimestamp());
    }

    // The source was asked so short a time before that the bound holds whatever has changed since; else facts must tell that nothing has.
    private bool IsTrueFor(long now, CacheLevel level, CacheEntry entry) =>
        ((level == CacheLevel.Source && coherence.IsWithinBound(entry.FilledAt, now)) || coherence.IsTrusted(now))
        && coherence.Epochs.IsAlive(entry.Slots, entry.Stamp);

    // The flight found it there, and could not look whether it is still true.
    private CacheEntry? LeftByRedis(string key) =>
        memory.Find(key) is { } left && MayBeSent(left, time.GetTimestamp()) ? left : null;

    // What is alive was true at the last look; what is known to have changed, when it was filled.
    private bool MayBeSent(CacheEntry entry, long now)
    {
        var trueAt = entry.FilledAt;
        if (coherence.Epochs.IsAlive(entry.Slots, entry.Stamp))
            trueAt = Math.Max(trueAt, coherence.TrueAt);
        return now - trueAt <= staleAtMost;
    }

    // What is known to have changed is sent only when the source fails, not when it is slow.
    private TimeSpan PatienceFor(CacheEntry? stale) => stale is not null && coherence.Epochs.IsAlive(stale.Slots, stale.Stamp)
        ? options.SoftTimeout
        : options.HardTimeout;

    private static Exception Failure(Flight flight, bool hasLanded) => hasLanded && flight.Failure is StorageUnavailableException known
        ? new StorageUnavailableException(known.Message, known)
        : hasLanded ? new InvalidOperationException($"Filling {flight.Family.Name} failed", flight.Failure)
        : new StorageUnavailableException($"The source of {flight.Family.Name} takes too long");

    private void Hit(CacheEntry entry, long now)
    {
        entry.Used();
        entry.Family.Counters.Hit(CacheLevel.Memory);
        if (now >= entry.RefreshAt && Lifetimes.IsWorthRefreshing(entry.Uses) && entry.BeginRefresh())
            flights.Refresh(entry);
        Observed?.Invoke(entry.Family, entry.Key, CacheLevel.Memory, time.GetElapsedTime(entry.FilledAt, now), entry.Bytes);
    }

    private Cached Told(CacheEntry entry, CacheLevel level, bool isCollapsed = false, bool wasHeld = false)
    {
        if (level != CacheLevel.Source)
            entry.Family.Counters.Hit(level);
        Observed?.Invoke(entry.Family, entry.Key, level, time.GetElapsedTime(entry.FilledAt, time.GetTimestamp()), entry.Bytes);
        return new Cached(entry, level, isCollapsed, wasHeld);
    }
}
