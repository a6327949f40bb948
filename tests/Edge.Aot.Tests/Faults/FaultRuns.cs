using Xunit.Abstractions;

namespace Edge.Aot.Tests.Faults;

/// <summary>Puts load on a target, breaks something, heals it, and waits until everything is back; keeps what was seen.</summary>
internal sealed class FaultRuns(FaultTarget target, ITestOutputHelper output)
{
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Draining = TimeSpan.FromSeconds(1);

    private readonly List<FaultResult> results = [];
    private readonly HashSet<string> acknowledged = new(StringComparer.Ordinal);

    public IReadOnlyList<FaultResult> Results => results;

    /// <param name="after">What else is so once it is healed.</param>
    public async Task Case(Fault fault, Action? after = null)
    {
        await target.Healthy();
        var load = new FaultLoad(target, fault.Name, results.Count * 100_000);
        load.Run();
        await Task.Delay(Calm);
        var at = load.Now;
        await fault.Inject();
        await Task.Delay(fault.Lasts);
        var healedAt = load.Now;
        await fault.Heal();
        after?.Invoke();
        await ServerProcess.Until(() => Task.FromResult(IsBack(load, healedAt, fault.EndsHealthy)));
        await Task.Delay(Draining);
        await load.Stop();

        var texts = load.Acknowledged.Select(write => write.Text).ToList();
        acknowledged.UnionWith(texts);
        results.Add(new FaultResult(fault, at, healedAt, [.. load.Samples], texts.Count, await Lost(texts)));
        output.WriteLine(results[^1].Row());
        if (fault.StopsWrites)
            Assert.DoesNotContain(load.Acknowledged, write => write.At > at + Calm && write.At < healedAt);
    }

    /// <summary>Every event that was acknowledged in any case is there, once.</summary>
    public async Task NothingIsLost()
    {
        Assert.All(results, result => Assert.Equal(0, result.Lost));
        var stored = (await target.Stored()).Split('\n');
        Assert.Equal(stored.Distinct().Count(), stored.Length);
        Assert.Empty(acknowledged.Except(stored, StringComparer.Ordinal));
    }

    private bool IsBack(FaultLoad load, TimeSpan healedAt, bool isHealthy)
    {
        Kind[] kinds = isHealthy ? [Kind.Write, Kind.Read, Kind.Health] : [Kind.Write, Kind.Read];
        var good = load.Samples.Where(sample => sample.Error is null && sample.Began > healedAt + TimeSpan.FromSeconds(1));
        return good.Select(sample => (sample.Kind, sample.Node)).Distinct().Count(one => kinds.Contains(one.Kind)) == kinds.Length * target.Nodes.Count;
    }

    private async Task<int> Lost(IReadOnlyCollection<string> texts) =>
        texts.Except((await target.Stored()).Split('\n'), StringComparer.Ordinal).Count();
}
