using System.Diagnostics.Metrics;
using Edge.Caching.Analytics;
using Edge.Caching.TwoLevel;
using Edge.Storage;

namespace Edge.Caching.Warming;

/// <summary>
/// Loads keys before they are asked for: at the start those that were asked for most, and ahead of each hour of the day those that are
/// usually asked for in it. Without a list, or without a database, it does nothing.
/// </summary>
internal sealed partial class Warmer
{
    private const int AtOnce = 8;
    private const double Full = 0.9;

    // The hour's first accesses find their keys, and little of a short lifetime has passed.
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(20);

    private readonly EdgeCache cache;
    private readonly Coherence coherence;
    private readonly HotKeyStore store;
    private readonly WarmingOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<Warmer> log;
    private readonly Counter<long> warmed;
    private HotKeys known = HotKeys.None;
    private long warmedHour;

    public Warmer(
        EdgeCache cache, Coherence coherence, HotKeyStore store, WarmingOptions options, TimeProvider time, IMeterFactory meters,
        ILogger<Warmer> log)
    {
        this.cache = cache;
        this.coherence = coherence;
        this.store = store;
        this.options = options;
        this.time = time;
        this.log = log;
        warmedHour = HourAhead();
        warmed = meters.Create("Edge.Caching.Warming").CreateCounter<long>(
            "edge.cache.warmed", "{key}", "Keys that were looked after before they were asked for, by occasion: start or hour.");
    }

    /// <summary>What is remembered, without what has not been learnt yet.</summary>
    public HotKeys Known => Volatile.Read(ref known);

    /// <summary>Loads the list and its keys, and ends within the time that readiness may wait.</summary>
    /// <param name="stopping">Ends it at once.</param>
    public async Task AtStart(CancellationToken stopping)
    {
        if (options.Keys == 0 || options.AtStart == TimeSpan.Zero)
            return;
        using var patience = new CancellationTokenSource(options.AtStart, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        var begun = time.GetTimestamp();
        try
        {
            Volatile.Write(ref known, await store.Load(both.Token).WaitAsync(both.Token));
            if (known.Keys.Count == 0)
                return;
            // What is filled before the cache's first look at the facts is dropped by it.
            if (!coherence.IsTrusted(time.GetTimestamp()))
                await coherence.CatchUp(options.AtStart);
            var loaded = await Load(known.Keys, "start", both.Token).WaitAsync(both.Token);
            var took = time.GetElapsedTime(begun);
            LogWarmed(loaded, known.Keys.Count, took);
        }
        catch (OperationCanceledException)
        {
            LogUnfinished(options.AtStart);
        }
        catch (StorageUnavailableException error)
        {
            LogCold(error);
        }
    }

    /// <summary>Takes in a period that has ended.</summary>
    public void Learn(KeyPeriod period)
    {
        if (options.Keys > 0)
            Volatile.Write(ref known, Known.With(period, time.GetUtcNow().ToUnixTimeMilliseconds(), options.Keys));
    }

    /// <summary>Saves what is known, with the running period; does nothing where that is nothing.</summary>
    public async Task Save(KeyPeriod running, CancellationToken cancellation)
    {
        if (options.Keys == 0)
            return;
        var now = Known.With(running, time.GetUtcNow().ToUnixTimeMilliseconds(), options.Keys);
        if (now.Keys.Count > 0)
            await store.Save(now, cancellation);
    }

    /// <summary>Once before each full hour: loads what it is usually asked for. To be called every ten seconds.</summary>
    /// <returns>How many keys were loaded.</returns>
    public async Task<int> AheadOfHour(CancellationToken cancellation)
    {
        var hour = HourAhead();
        if (hour == warmedHour)
            return 0;
        warmedHour = hour;
        var usual = Known.Usual((int)(hour % HotKeys.HoursOfDay));
        return usual.Count == 0 ? 0 : await Load(usual, "hour", cancellation);
    }

    private long HourAhead() => (time.GetUtcNow() + Ahead).ToUnixTimeSeconds() / 3600;

    private async Task<int> Load(IReadOnlyList<HotKey> keys, string occasion, CancellationToken cancellation)
    {
        var lanes = new Task<int>[Math.Min(AtOnce, keys.Count)];
        for (var lane = 0; lane < lanes.Length; lane++)
            lanes[lane] = LoadEach(keys, lane, cancellation);
        var loaded = 0;
        foreach (var lane in lanes)
            loaded += await lane;
        warmed.Add(loaded, new KeyValuePair<string, object?>("occasion", occasion));
        return loaded;
    }

    // Those at the head of the list first, and no more than memory holds: what comes later would push out what came before.
    private async Task<int> LoadEach(IReadOnlyList<HotKey> keys, int first, CancellationToken cancellation)
    {
        var loaded = 0;
        for (var i = first; i < keys.Count && cache.Bytes < cache.CapacityBytes * Full; i += AtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Family(keys[i].Family) is { } family && await cache.Warm(family, keys[i].Key, cancellation))
                loaded++;
        }
        return loaded;
    }

    private CacheFamily? Family(string name)
    {
        foreach (var family in cache.Families)
        {
            if (family.Name == name)
                return family;
        }
        return null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Warmed {Loaded} of {Known} keys in {Time}")]
    private partial void LogWarmed(int loaded, int known, TimeSpan time);

    [LoggerMessage(Level = LogLevel.Information, Message = "Not all keys could be warmed within {Time}; ready all the same")]
    private partial void LogUnfinished(TimeSpan time);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys to warm could not be read; starting cold")]
    private partial void LogCold(StorageUnavailableException error);
}
