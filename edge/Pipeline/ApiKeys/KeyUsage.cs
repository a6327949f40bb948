using System.Collections.Concurrent;

namespace Edge.Pipeline.ApiKeys;

/// <summary>
/// Counts the use of keys in memory, so that no request writes for it; <see cref="KeyUsageWorker"/> writes it down every few seconds.
/// </summary>
internal sealed class KeyUsage
{
    // By the caller's id, which is at hand as a string.
    private readonly ConcurrentDictionary<string, KeyCount> counts = new(StringComparer.Ordinal);

    /// <param name="route">The name of the route, the same object each time.</param>
    /// <returns>Whether the request is within the key's quota.</returns>
    public bool Count(KnownApiKey key, string route, DateTimeOffset now)
    {
        bool isWithin;
        while (!Of(key.Caller.Id, key.Id).TryCount(key, route, now, out isWithin))
            Thread.Yield();
        return isWithin;
    }

    /// <summary>Of a request that was counted.</summary>
    /// <param name="begun">The time that it was counted with.</param>
    public void Refuse(KnownApiKey key, string route, DateTimeOffset begun)
    {
        while (!Of(key.Caller.Id, key.Id).TryRefuse(route, begun))
            Thread.Yield();
    }

    public List<CountedUse> Take()
    {
        var taken = new List<CountedUse>();
        foreach (var (caller, count) in counts)
        {
            if (count.Take() is { } use)
                taken.Add(use);
            else
                counts.TryRemove(caller, out _);
        }
        // One order on every node, so that two that write at once wait for each other and not in a circle.
        taken.Sort(static (one, other) => one.Key.CompareTo(other.Key));
        return taken;
    }

    public void GiveBack(IEnumerable<CountedUse> uses)
    {
        foreach (var use in uses)
        {
            while (!Of($"key:{use.Key}", use.Key).TryGiveBack(use))
                Thread.Yield();
        }
    }

    private KeyCount Of(string caller, Guid key) =>
        counts.TryGetValue(caller, out var count) ? count : counts.GetOrAdd(caller, static (_, id) => new KeyCount(id), key);
}
