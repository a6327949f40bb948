using System.Diagnostics;
using Edge.Caching.HttpCaching;
using Edge.Caching.TwoLevel;
using Edge.Hosting.Http;
using Edge.Storage.Facts;

namespace Edge.Caching.Cdn;

/// <summary>Finds what facts outdate, each target once, and has it purged in requests as large as the cache takes.</summary>
internal sealed class PurgeTargets(
    ICdn cdn, FactTags facts, CacheTags tags, PublicPaths[] paths, IServiceProvider services, CdnMetrics metrics)
{
    private const string EveryPath = "/*";

    public async Task Purge(IReadOnlyList<RecordedFact> happened, CancellationToken cancellation)
    {
        var subjects = new HashSet<string>();
        foreach (var fact in happened)
        {
            if (facts.Of(fact.Kind, fact.Subject) is { } subject)
                subjects.Add(subject);
        }
        if (subjects.Contains(FactTags.Everything))
        {
            await PurgeEverything(cancellation);
            return;
        }
        var targets = cdn.Tags is null ? await PathsOf(subjects, cancellation) : [.. subjects.Select(tags.Of)];
        for (var at = 0; at < targets.Count; at += cdn.LargestPurge)
            await Send(targets.GetRange(at, Math.Min(cdn.LargestPurge, targets.Count - at)), cancellation);
    }

    public Task PurgeEverything(CancellationToken cancellation) =>
        Send([cdn.Tags is null ? EveryPath : CacheTags.Everything], cancellation);

    private async Task<List<string>> PathsOf(HashSet<string> subjects, CancellationToken cancellation)
    {
        var found = new List<string>();
        foreach (var one in paths)
            found.AddRange(await one.Find(services, subjects, cancellation));
        return found;
    }

    private async Task Send(List<string> some, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            await cdn.Purge(some, cancellation);
        }
        catch (HttpFailedException)
        {
            metrics.Failed(cdn.Name);
            throw;
        }
        metrics.Purged(cdn.Name, some.Count, Stopwatch.GetElapsedTime(start));
    }
}
