namespace Edge.Storage.Facts;

/// <summary>Tells those who wait for facts that there are more, appended by this node or, as PostgreSQL passes it on, by another.</summary>
internal sealed class FactWakeup(TimeProvider time)
{
    private TaskCompletionSource? waiting;
    private long signals;

    /// <summary>
    /// Called with the facts of this node's commits, before whoever made them hears that they are committed; it must be quick, must not
    /// throw, and may be called for a fact that was undone after all.
    /// </summary>
    public event Action<List<AppendedFact>>? OwnFacts;

    /// <summary>Changes with each signal.</summary>
    public long Signals => Interlocked.Read(ref signals);

    public void Committed(List<AppendedFact> facts)
    {
        OwnFacts?.Invoke(facts);
        Signal();
    }

    public void Signal()
    {
        Interlocked.Increment(ref signals);
        Interlocked.Exchange(ref waiting, null)?.TrySetResult();
    }

    /// <summary>Ends with the first signal after <paramref name="heard"/> was <see cref="Signals"/>, or when the time is over.</summary>
    public async Task Wait(long heard, TimeSpan atMost, CancellationToken cancellation)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var more = Interlocked.CompareExchange(ref waiting, mine, null) ?? mine;
        // A signal that came before it was there to be seen has changed the number.
        if (Signals == heard)
            await more.Task.WaitAsync(atMost, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
    }
}
