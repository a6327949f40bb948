using System.Diagnostics.Metrics;

namespace Edge.Caching.Cdn;

/// <summary>What the operator sees of purging.</summary>
internal sealed class CdnMetrics
{
    private const string NameTag = "cdn";

    private readonly Meter meter;
    private readonly Counter<long> purges;
    private readonly Counter<long> targets;
    private readonly Histogram<double> duration;

    public CdnMetrics(IMeterFactory meters)
    {
        meter = meters.Create("Edge.Caching.Cdn");
        purges = meter.CreateCounter<long>("edge.cdn.purges", "{request}", "Purge requests to a cache in front by outcome: done, failed.");
        targets = meter.CreateCounter<long>("edge.cdn.purged", "{tag}", "Tags or paths that a cache in front has dropped.");
        duration = meter.CreateHistogram<double>("edge.cdn.purge.duration", "s", "How long a purge request took.");
    }

    public void Observe(IReadOnlyList<PurgeProgress> all) => meter.CreateObservableGauge(
        "edge.cdn.lag",
        () => Lags(all),
        "s",
        "Age of the oldest fact that a cache in front was not told of yet.");

    private static IEnumerable<Measurement<double>> Lags(IReadOnlyList<PurgeProgress> all)
    {
        foreach (var one in all)
            yield return new Measurement<double>(one.Lag.TotalSeconds, Of(one.Name));
    }

    public void Purged(string cdn, int count, TimeSpan took)
    {
        purges.Add(1, Of(cdn), new("outcome", "done"));
        targets.Add(count, Of(cdn));
        duration.Record(took.TotalSeconds, Of(cdn));
    }

    public void Failed(string cdn) => purges.Add(1, Of(cdn), new("outcome", "failed"));

    private static KeyValuePair<string, object?> Of(string cdn) => new(NameTag, cdn);
}
