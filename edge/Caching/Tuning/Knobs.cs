using Edge.Caching.TwoLevel;

namespace Edge.Caching.Tuning;

/// <summary>What is in force of the changes.</summary>
internal sealed record TunedValue(string Target, long Value);

/// <summary>The values of this node's cache that may change while it runs.</summary>
internal sealed class Knobs(EdgeCache cache, CachingOptions options)
{
    /// <summary>A lifetime as its source asks for it, in per cent.</summary>
    private const int AsAsked = 100;

    /// <summary>More than the service was given to begin with may be more than its machine has.</summary>
    private const int MostTimesConfigured = 4;

    /// <summary>What the memory may be raised to, in bytes.</summary>
    public long LargestMemory => options.MemoryBytes * MostTimesConfigured;

    /// <returns>What a target is without any change; null where this build has no such target.</returns>
    public long? Configured(string target)
    {
        if (target == TuningTarget.Memory)
            return options.MemoryBytes;
        return Find(target) is null ? null : AsAsked;
    }

    /// <summary>Sets everything to what is in force; what no change names, to what is configured.</summary>
    public void Set(IReadOnlyList<TunedValue> inForce)
    {
        var memory = options.MemoryBytes;
        foreach (var tuned in inForce)
        {
            if (tuned.Target == TuningTarget.Memory)
                memory = Math.Min(tuned.Value, LargestMemory);
        }
        if (cache.CapacityBytes != memory)
            cache.CapacityBytes = memory;
        foreach (var family in cache.Families)
            family.LifetimePercent = (int)LifetimeOf(family, inForce);
    }

    private static long LifetimeOf(CacheFamily family, IReadOnlyList<TunedValue> inForce)
    {
        foreach (var tuned in inForce)
        {
            if (TuningTarget.Family(tuned.Target) == family.Name)
                return tuned.Value;
        }
        return AsAsked;
    }

    private CacheFamily? Find(string target)
    {
        foreach (var family in cache.Families)
        {
            if (TuningTarget.Family(target) == family.Name)
                return family;
        }
        return null;
    }
}
