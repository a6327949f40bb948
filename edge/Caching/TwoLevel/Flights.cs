using System.Collections.Concurrent;

namespace Edge.Caching.TwoLevel;

/// <summary>Fetches what memory lacks, from Redis or from the source, once for all who want it.</summary>
internal sealed partial class Flights(
    MemoryLevel memory, Coherence coherence, CachingOptions options, TimeProvider time, ILogger<EdgeCache> log, RedisLevel? redis = null)
{
    private readonly ConcurrentDictionary<string, Flight> underWay = new(StringComparer.Ordinal);
    private readonly long rest = options.RetryAfter.Ticks * time.TimestampFrequency / TimeSpan.TicksPerSecond;
    private long failedAt = long.MinValue / 2;

    /// <summary>The source has just failed: who has something older need not ask.</summary>
    public bool IsResting(long now) => now - Volatile.Read(ref failedAt) < rest;

    /// <returns>The flight for a key that is under way, or a new one.</returns>
    public Flight Join(CacheFamily family, CacheSource source, string key, CacheEntry? held, out bool isOwn)
    {
        var mine = new Flight(Fly, family, source, key, held, isRefresh: false);
        var flight = underWay.GetOrAdd(key, mine);
        isOwn = flight == mine;
        if (isOwn)
            ThreadPool.UnsafeQueueUserWorkItem(flight, preferLocal: false);
        return flight;
    }

    /// <summary>For a caller that has met several flights that others' changes overtook.</summary>
    public Flight Alone(CacheFamily family, CacheSource source, string key, CacheEntry? held)
    {
        var flight = new Flight(Fly, family, source, key, held, isRefresh: true);
        ThreadPool.UnsafeQueueUserWorkItem(flight, preferLocal: false);
        return flight;
    }

    /// <summary>Fetches anew what is still good, unless somebody does already.</summary>
    public void Refresh(CacheEntry entry)
    {
        var flight = new Flight(Fly, entry.Family, entry.Family.Source, entry.Key, entry, isRefresh: true);
        if (underWay.TryAdd(entry.Key, flight))
            ThreadPool.UnsafeQueueUserWorkItem(flight, preferLocal: false);
    }

    private CacheEntry Entry(Flight flight, Filled filled, long stamp, long filledAt, TimeSpan lifetime, int step)
    {
        var now = time.GetTimestamp();
        return new CacheEntry
        {
            Key = flight.Key,
            Family = flight.Family,
            Value = filled.Value,
            ValueBytes = filled.Bytes,
            Slots = [TagEpochs.SlotOf(flight.Key), .. TagEpochs.SlotsOf(filled.Tags)],
            Stamp = stamp,
            FilledAt = filledAt,
            // A source that came with its caller may not be asked once the caller is gone.
            RefreshAt = flight.Source == flight.Family.Source ? now + Span(Lifetimes.RefreshAfter(lifetime)) : long.MaxValue,
            ExpiresAt = now + Span(lifetime),
            Step = step,
        };
    }

    private async Task Fly(Flight flight)
    {
        try
        {
            var isShared = redis is not null && flight.Source.Encode is not null && coherence.HasLooked;
            var (stamp, position) = (coherence.Epochs.Now, coherence.Position);
            if (isShared && !flight.IsRefresh && await FromRedis(flight, stamp) is { } shared)
            {
                if (await IsTrue(shared))
                {
                    Land(flight, shared, CacheLevel.Redis);
                    return;
                }
                // Something to give should the source fail.
                memory.Set(shared);
            }
            var begun = time.GetTimestamp();
            var filled = await flight.Source.Fill(flight.Key, CancellationToken.None);
            Count(flight, filled, time.GetElapsedTime(begun));
            var step = flight.Held is { } held ? Lifetimes.NextStep(held.Step, held.Uses) : 0;
            var lifetime = Lifetimes.Of(filled.Lifetime, flight.Family.LifetimePercent, step, Random.Shared.NextDouble());
            Land(flight, Entry(flight, filled, stamp, begun, lifetime, step), CacheLevel.Source);
            if (isShared)
                await redis!.Store(flight.Key, Pack(filled, flight.Source, position, lifetime), lifetime);
        }
        catch (Exception error)
        {
            await Fail(flight, error);
        }
    }

    private void Count(Flight flight, Filled filled, TimeSpan took)
    {
        flight.Family.Counters.Filled(took);
        // What a change has ended says nothing of lifetimes.
        if (flight.Held is { } held && coherence.Epochs.IsAlive(held.Slots, held.Stamp))
            flight.Family.Counters.Refilled(Equals(held.Value, filled.Value));
    }

    private async Task<CacheEntry?> FromRedis(Flight flight, long stamp)
    {
        if (await redis!.Find(flight.Key) is not { } found)
            return null;
        var filled = found.Payload is null ? Filled.Nothing : flight.Source.Decode!(found);
        if (filled is null)
            return null;
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var age = TimeSpan.FromMilliseconds(Math.Max(0, now - found.FilledAt));
        return Entry(
            flight, filled with { Tags = found.Tags }, stamp, time.GetTimestamp() - Span(age), TimeSpan.FromMilliseconds(found.ExpiresAt - now),
            flight.Held?.Step ?? 0);
    }

    // What another node has put there is judged by the facts that are known here: those of too long ago tell nothing.
    private async ValueTask<bool> IsTrue(CacheEntry shared) =>
        (coherence.IsTrusted(time.GetTimestamp()) || await coherence.CatchUp(options.SoftTimeout))
        && coherence.Epochs.IsAlive(shared.Slots, shared.Stamp);

    // Out of the table before it lands: who comes later begins anew, and who has come may meet a change that the flight has missed.
    private void Land(Flight flight, CacheEntry entry, CacheLevel level)
    {
        if (coherence.Epochs.IsAlive(entry.Slots, entry.Stamp))
            memory.Set(entry);
        underWay.TryRemove(KeyValuePair.Create(flight.Key, flight));
        flight.Land(entry, level);
    }

    private async Task Fail(Flight flight, Exception error)
    {
        underWay.TryRemove(KeyValuePair.Create(flight.Key, flight));
        if (flight.Entry is not null)
            return; // landed; only sharing it failed
        flight.Family.Counters.Failed();
        if (!IsResting(time.GetTimestamp()))
            LogFailed(flight.Family.Name, error.Message);
        Volatile.Write(ref failedAt, time.GetTimestamp());
        flight.Fail(error);
        if (redis is not null && !flight.IsRefresh)
            await redis.GiveUp(flight.Key);
    }

    private Envelope Pack(Filled filled, CacheSource source, long position, TimeSpan lifetime)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return new Envelope(
            position, now, now + (long)lifetime.TotalMilliseconds, filled.Tags, filled.Value is null ? null : source.Encode!(filled.Value));
    }

    private long Span(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The source of {Family} fails ({Cause}); older answers are sent where there are any")]
    private partial void LogFailed(string family, string cause);
}
