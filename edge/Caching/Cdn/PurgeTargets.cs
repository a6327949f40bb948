using System.Diagnostics;
using Edge.Storage.Facts;

namespace Edge.Caching.Cdn;

/// <summary>Finds what facts outdate, each target once, and has it purged in requests as large as the cache takes.</summary>
internal sealed class PurgeTargets(ICdn cdn, PurgeRule[] rules, IServiceProvider services, CdnMetrics metrics)
{
    public async Task Purge(IReadOnlyList<RecordedFact> facts, CancellationToken cancellation)
    {
        var seen = new HashSet<string>();
        var targets = new List<PurgeTarget>();
        foreach (var rule in rules)
        {
            foreach (var target in await rule.Targets(services, facts, cdn.Tags is null, cancellation))
            {
                if (seen.Add(target.Tag))
                    targets.Add(target);
            }
        }
        for (var at = 0; at < targets.Count; at += cdn.LargestPurge)
            await Send(targets.GetRange(at, Math.Min(cdn.LargestPurge, targets.Count - at)), cancellation);
    }

    public Task PurgeEverything(CancellationToken cancellation) => Send([PurgeTarget.Everything], cancellation);

    private async Task Send(List<PurgeTarget> some, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            await cdn.Purge(some, cancellation);
        }
        catch (PurgeFailedException)
        {
            metrics.Failed(cdn.Name);
            throw;
        }
        metrics.Purged(cdn.Name, some.Count, Stopwatch.GetElapsedTime(start));
    }
}
