using Edge.Caching.TwoLevel;
using Edge.Storage;

namespace Edge.Caching.Tuning;

/// <summary>
/// Takes over what is in force: at the start, and when the fact of a change is heard of, whichever node has made it. Hearing is the
/// cache's own work, so that asking whether there is news costs one look at memory.
/// </summary>
internal sealed partial class TuningWorker(
    TuningStore store, Knobs knobs, Coherence coherence, TimeProvider time, ILogger<TuningWorker> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly int[] Slots = TagEpochs.SlotsOf([$"{TuningTarget.Noun}:{TuningStore.FactSubject}"]);

    private long stamp = -1;

    /// <summary>Takes over what is in force now.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be read.</exception>
    public async Task Refresh(CancellationToken cancellation)
    {
        var seen = coherence.Epochs.Now;
        knobs.Set(await store.InForce(cancellation));
        Interlocked.Exchange(ref stamp, seen);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start does not wait for it.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!coherence.Epochs.IsAlive(Slots, Interlocked.Read(ref stamp)))
                    await Refresh(stoppingToken);
            }
            catch (StorageUnavailableException error)
            {
                LogMissed(error.Message);
            }
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is set for the cache cannot be read ({Cause}); it is tried again")]
    private partial void LogMissed(string cause);
}
