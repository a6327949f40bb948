using Edge.Storage.Facts;

namespace Edge.Caching.TwoLevel;

/// <summary>Looks at the facts when there are more, and several times within the bound on staleness in any case.</summary>
internal sealed partial class CoherenceWorker(
    Coherence coherence, FactLog facts, CachingOptions options, TimeProvider time, ILogger<CoherenceWorker> log) : BackgroundService
{
    private const int LooksPerBound = 5;

    // Every commit of this node is a signal: they are looked at together.
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    // A look that takes longer fails, before entries are no longer trusted: then nobody waits for it in vain.
    private readonly TimeSpan patience = options.Staleness / 2;
    private Task? underWay;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var heard = facts.Heard;
            if (await Look(stoppingToken))
            {
                await Task.Delay(Spacing, time, stoppingToken);
                await facts.WaitForMore(heard, options.Staleness / LooksPerBound, stoppingToken);
            }
            else
            {
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private async Task<bool> Look(CancellationToken cancellation)
    {
        try
        {
            // One that hangs is not joined by others, which would hang too.
            underWay ??= coherence.Look(cancellation);
            await underWay.WaitAsync(patience, time, cancellation);
            underWay = null;
            return true;
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            // Whatever it is: nothing is trusted that cannot be looked after.
            if (underWay is { IsCompleted: true })
                underWay = null;
            if (!coherence.IsFailing)
                LogBlind(error.Message);
            coherence.Failed();
            return false;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "The facts cannot be read, so cached answers are not trusted ({Cause}); it is tried until it works")]
    private partial void LogBlind(string cause);
}
