namespace Edge.Caching.TwoLevel;

/// <summary>
/// One asking of the source, shared by all who want the same key meanwhile. It belongs to none of them: it goes on when they leave, and
/// runs outside of their flow, so that it reads from the primary whatever its first caller may read.
/// </summary>
internal sealed class Flight(Func<Flight, Task> fly, CacheFamily family, CacheSource source, string key, CacheEntry? held, bool isRefresh)
    : IThreadPoolWorkItem
{
    private readonly TaskCompletionSource landing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CacheFamily Family => family;

    public CacheSource Source => source;

    public string Key => key;

    /// <summary>What memory held when it began.</summary>
    public CacheEntry? Held => held;

    /// <summary>What is held is still good; another node's copy of it would not be newer.</summary>
    public bool IsRefresh => isRefresh;

    /// <summary>Null until it has landed, and after a failure.</summary>
    public CacheEntry? Entry { get; private set; }

    public CacheLevel Level { get; private set; }

    public Exception? Failure { get; private set; }

    public void Execute() => _ = fly(this);

    public void Land(CacheEntry entry, CacheLevel level)
    {
        (Entry, Level) = (entry, level);
        landing.SetResult();
    }

    public void Fail(Exception error)
    {
        Failure = error;
        landing.SetResult();
    }

    /// <returns>Whether it has landed, in whatever way.</returns>
    public async Task<bool> Wait(TimeSpan atMost, TimeProvider time, CancellationToken cancellation)
    {
        await landing.Task.WaitAsync(atMost, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        return landing.Task.IsCompleted;
    }
}
