using Edge.Storage.Facts;

namespace Edge.Caching.TwoLevel;

/// <summary>
/// Knows what has become stale, and since when it may have missed something. What this node commits is stale before its writer hears of
/// the commit; what others commit, once it is heard of or at the next look at the facts. Entries are trusted for as long after a look as
/// the bound allows: a node that cannot look stops trusting them, and looks before it trusts them again.
/// </summary>
internal sealed class Coherence
{
    /// <summary>More facts at once than this make everything stale: it costs less than going through them.</summary>
    internal const int MostFacts = 10_000;

    private readonly FactSights sights;
    private readonly FactTags tags;
    private readonly TimeProvider time;
    private readonly long bound;
    private FactSight? sight;
    private long trueAt = long.MinValue / 2;
    private volatile bool isFailing;
    private TaskCompletionSource round = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Coherence(CachingOptions options, FactSights sights, FactTags tags, FactWakeup wakeup, TimeProvider time)
    {
        this.sights = sights;
        this.tags = tags;
        this.time = time;
        bound = options.Staleness.Ticks * time.TimestampFrequency / TimeSpan.TicksPerSecond;
        wakeup.OwnFacts += Committed;
    }

    public TagEpochs Epochs { get; } = new();

    /// <summary>Told of each tag that this node's commits make stale, with the position of the fact.</summary>
    public event Action<string, long>? Told;

    /// <summary>Without a first look nothing is known of any position.</summary>
    public bool HasLooked => Volatile.Read(ref sight) is not null;

    /// <summary>All facts up to this position have been applied; 0 before the first look.</summary>
    public long Position => Volatile.Read(ref sight)?.Position ?? 0;

    /// <summary>The line of history that positions belong to.</summary>
    public string Line => Volatile.Read(ref sight)?.Line ?? "";

    /// <summary>The timestamp at which the last look began: what is alive was true then.</summary>
    public long TrueAt => Volatile.Read(ref trueAt);

    /// <summary>The last look failed; the next one is under way or soon to come.</summary>
    public bool IsFailing => isFailing;

    /// <summary>
    /// Whether entries may be used as true. To be asked before <see cref="TagEpochs.IsAlive"/>, not after it: what a later look finds
    /// would not be seen.
    /// </summary>
    public bool IsTrusted(long now) => IsWithinBound(TrueAt, now);

    /// <summary>Whether what was true at one timestamp may be given to somebody who asks at another.</summary>
    public bool IsWithinBound(long trueAt, long now) => now - trueAt <= bound;

    /// <summary>Waits for a look under way, unless looks are failing.</summary>
    public async Task<bool> CatchUp(TimeSpan atMost)
    {
        if (!isFailing)
            await Volatile.Read(ref round).Task.WaitAsync(atMost, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return IsTrusted(time.GetTimestamp());
    }

    /// <summary>Something told of a tag that has become stale.</summary>
    public void Hear(string tag, long position)
    {
        if (tag == FactTags.Everything)
            Epochs.InvalidateAll(position);
        else
            Epochs.Invalidate(TagEpochs.SlotOf(tag), position);
    }

    /// <summary>Applies all facts that have come since the last look. One at a time.</summary>
    /// <exception cref="Storage.StorageUnavailableException">The database cannot be read.</exception>
    public async Task Look(CancellationToken cancellation)
    {
        var begun = time.GetTimestamp();
        var seen = sight is null ? await Begin(cancellation) : await Continue(sight, cancellation);
        Volatile.Write(ref sight, seen);
        Volatile.Write(ref trueAt, begun);
        isFailing = false;
        Interlocked.Exchange(ref round, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    public void Failed()
    {
        isFailing = true;
        Interlocked.Exchange(ref round, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    // What was filled before is not followed by any look. What Redis holds can be judged as far back as the newest facts go.
    private async Task<FactSight> Begin(CancellationToken cancellation)
    {
        var now = await sights.Look(cancellation);
        var newest = Told is null ? [] : await sights.Newest(MostFacts, cancellation);
        newest.ForEach(Apply);
        Epochs.InvalidateAll(newest.Count == 0 ? now.Position : newest[^1].Position);
        return now;
    }

    private async Task<FactSight> Continue(FactSight earlier, CancellationToken cancellation)
    {
        var news = await sights.LookSince(earlier, MostFacts, cancellation);
        if (news.Facts.Count > MostFacts || news.Sight.Line != earlier.Line)
            Epochs.InvalidateAll(news.Sight.Position);
        else
            news.Facts.ForEach(Apply);
        return news.Sight;
    }

    private void Apply(SeenFact fact)
    {
        if (tags.Of(fact.Kind, fact.Subject) is { } tag)
            Invalidate(tag, fact.Position);
    }

    private void Committed(List<AppendedFact> facts)
    {
        foreach (var fact in facts)
        {
            if (tags.Of(fact.Kind, fact.Subject) is not { } tag)
                continue;
            var position = fact.Cursor.Transaction == 0 ? fact.Cursor.Seq : fact.Cursor.Transaction;
            Invalidate(tag, position);
            Told?.Invoke(tag, position);
        }
    }

    // Positions matter where entries come from other nodes: without Redis there is nobody who hears.
    private void Invalidate(string tag, long position)
    {
        if (Told is null && tag != FactTags.Everything)
            Epochs.Invalidate(TagEpochs.SlotOf(tag));
        else
            Hear(tag, position);
    }
}
