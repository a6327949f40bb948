using System.Diagnostics.Metrics;

namespace Edge.Caching.TwoLevel;

/// <summary>What the operator sees of the cache, read from its counters when somebody looks: counting costs a hit one increment.</summary>
internal sealed class CacheMetrics
{
    private static readonly string[] Levels = ["memory", "redis", "source", "stale"];

    private readonly EdgeCache cache;

    public CacheMetrics(IMeterFactory meters, EdgeCache cache, Coherence coherence, TimeProvider time)
    {
        this.cache = cache;
        var meter = meters.Create("Edge.Caching");
        meter.CreateObservableCounter(
            "edge.cache.hits", Hits, "{access}", "Accesses that a level answered: memory, redis, stale (memory, the source being down).");
        meter.CreateObservableCounter(
            "edge.cache.misses", () => Each(counters => counters.Misses), "{access}", "Accesses that the source had to answer.");
        meter.CreateObservableCounter(
            "edge.cache.fills", () => Each(counters => counters.Fills), "{fill}", "Times the source was asked, refreshes and warming included.");
        meter.CreateObservableCounter(
            "edge.cache.fills.failed", () => Each(counters => counters.Failures), "{fill}", "Times the source was asked in vain.");
        meter.CreateObservableCounter(
            "edge.cache.evictions", () => Each(counters => counters.Evictions), "{entry}", "Entries dropped for others.");
        meter.CreateObservableGauge("edge.cache.entries", () => Each(counters => counters.Entries), "{entry}", "Entries in memory.");
        meter.CreateObservableGauge("edge.cache.size", () => Each(counters => counters.Bytes), "By", "Memory that entries take.");
        meter.CreateObservableGauge("edge.cache.capacity", () => cache.CapacityBytes, "By", "Memory that entries may take.");
        meter.CreateObservableGauge(
            "edge.cache.knowledge.age", () => Age(coherence, time), "s", "Time since the facts were read last; entries are trusted for as long as Caching:Staleness.");
    }

    private static double Age(Coherence coherence, TimeProvider time) =>
        !coherence.HasLooked ? 0 : time.GetElapsedTime(coherence.TrueAt).TotalSeconds;

    private List<Measurement<long>> Hits()
    {
        var all = new List<Measurement<long>>();
        foreach (var family in cache.Families)
        {
            foreach (var level in (ReadOnlySpan<CacheLevel>)[CacheLevel.Memory, CacheLevel.Redis, CacheLevel.Stale])
            {
                all.Add(new Measurement<long>(
                    family.Counters.Hits(level), Tag("family", family.Name), Tag("level", Levels[(int)level])));
            }
        }
        return all;
    }

    private List<Measurement<long>> Each(Func<CacheCounters, long> value)
    {
        var all = new List<Measurement<long>>();
        foreach (var family in cache.Families)
            all.Add(new Measurement<long>(value(family.Counters), Tag("family", family.Name)));
        return all;
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
