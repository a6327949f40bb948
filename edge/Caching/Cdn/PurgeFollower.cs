using Edge.Hosting.Http;
using Edge.Storage.Facts;

namespace Edge.Caching.Cdn;

/// <summary>
/// Brings one cache in front up to date with the log of facts: purges what new facts outdate, and a while later once more. The second
/// purge is for what the cache had asked for before the change and stored after the purge, or got from a replica that lagged behind.
/// </summary>
internal sealed class PurgeFollower(
    ICdn cdn, PurgeTargets targets, PurgeStore store, FactLog facts, TimeSpan againAfter, PurgeProgress progress, TimeProvider time)
{
    private const int BatchSize = 500;

    // Another node takes over from one that was killed. If it does so from one that is slow, both purge, and no harm is done.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    // Nodes of several builds run beside each other during an upgrade: each drops what another's answers were once, not in turns.
    private bool hasSettled;

    public string Name => cdn.Name;

    public TimeSpan Pace => cdn.Pace;

    /// <summary>Does what is to be done now.</summary>
    /// <param name="node">Who does it, among the nodes of the cluster.</param>
    /// <returns>How long to wait for the next round if nothing happens meanwhile; null when another node is at it.</returns>
    /// <exception cref="HttpFailedException">The cache could not be told; nothing is lost.</exception>
    public async Task<TimeSpan?> Round(string node, string edition, CancellationToken cancellation)
    {
        var known = await store.Find(cdn.Name, cancellation);
        var pending = await facts.ReadAfter(known?.Purged ?? default, 1, cancellation);
        progress.Pending(pending.Count > 0 ? pending[0].At : null);
        hasSettled = hasSettled || known?.Edition == edition;
        if (known is not null && hasSettled && pending.Count == 0 && UntilRepetition(known) is var pause && pause > TimeSpan.Zero)
        {
            progress.Succeeded();
            return pause;
        }
        if (await store.Claim(cdn.Name, node, Lease, cancellation) is not { } state)
            return null;
        return await Work(node, edition, state, cancellation);
    }

    /// <summary>After a failure: no other node bothers the cache for a while.</summary>
    public Task Hold(string node, TimeSpan pause, CancellationToken cancellation) => store.Hold(cdn.Name, node, pause, cancellation);

    /// <summary>At the end: any node may go on.</summary>
    public Task Release(string node) => store.Release(cdn.Name, node, CancellationToken.None);

    private async Task<TimeSpan> Work(string node, string edition, PurgeState state, CancellationToken cancellation)
    {
        if (!hasSettled && state.Edition != edition)
            state = await DropAll(node, edition, state, cancellation);
        hasSettled = true;
        List<RecordedFact> batch;
        do
        {
            batch = await facts.ReadAfter(state.Purged, BatchSize, cancellation);
            progress.Pending(batch.Count > 0 ? batch[0].At : null);
            if (batch.Count == 0)
                break;
            await targets.Purge(batch, cancellation);
            state = state.AfterPurge(batch[^1].Cursor, time.GetUtcNow());
            await store.Save(cdn.Name, node, state, Lease, cancellation);
        }
        while (batch.Count == BatchSize);
        progress.Pending(null);
        if (UntilRepetition(state) <= TimeSpan.Zero)
            state = await Repeat(node, state, cancellation);
        await store.Release(cdn.Name, node, cancellation);
        progress.Succeeded();
        return UntilRepetition(state);
    }

    // Another database, or another build: what is cached may be what neither of them says.
    private async Task<PurgeState> DropAll(string node, string edition, PurgeState state, CancellationToken cancellation)
    {
        var through = await facts.Newest(cancellation);
        await targets.PurgeEverything(cancellation);
        state = state with { Edition = edition, Purged = through, Again = through, Mark = through };
        await store.Save(cdn.Name, node, state, Lease, cancellation);
        return state;
    }

    private async Task<PurgeState> Repeat(string node, PurgeState state, CancellationToken cancellation)
    {
        var from = state.Again;
        while (await facts.ReadAfter(from, BatchSize, cancellation) is { Count: > 0 } batch)
        {
            var marked = batch.FindAll(fact => state.IsMarked(fact.Cursor));
            await targets.Purge(marked, cancellation);
            if (marked.Count < BatchSize)
                break;
            from = batch[^1].Cursor;
        }
        state = state.AfterRepetition(time.GetUtcNow());
        await store.Save(cdn.Name, node, state, Lease, cancellation);
        return state;
    }

    private TimeSpan UntilRepetition(PurgeState state)
    {
        if (againAfter == TimeSpan.Zero || !state.OwesRepetition)
            return Idle;
        var left = state.MarkedAt + againAfter - time.GetUtcNow();
        return left < Idle ? left : Idle;
    }
}
