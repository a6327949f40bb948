using Edge.Storage;
using Edge.Storage.Facts;
using Edge.Storage.Redis;

namespace Edge.Features.Push.Delivery;

/// <summary>
/// Makes messages of facts, and sends them, side by side: a push service that is slow holds up no fact. Both begin where the database
/// says that they were, so that nothing is lost with the process.
/// </summary>
internal sealed partial class PushWorker(FanOut fanOut, PushSender sender, FactLog facts, TimeProvider time, ILogger<PushWorker> log)
    : BackgroundService
{
    // Events come in swarms: what a second brings is one round.
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly string node = Guid.NewGuid().ToString("N");
    private readonly SemaphoreSlim news = new(0, 1);

    public override void Dispose()
    {
        news.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Repeat(FollowFacts, stoppingToken),
        Repeat(SendMessages, stoppingToken));

    private async Task FollowFacts(CancellationToken stopping)
    {
        var heard = facts.Heard;
        var pause = await fanOut.Round(stopping);
        if (news.CurrentCount == 0)
            news.Release();
        if (pause == TimeSpan.Zero)
            return;
        await facts.WaitForMore(heard, pause, stopping);
        await Task.Delay(Pace, time, stopping);
    }

    private async Task SendMessages(CancellationToken stopping)
    {
        var pause = await sender.Round(node, stopping);
        if (pause > TimeSpan.Zero)
            await news.WaitAsync(pause, stopping);
    }

    private async Task Repeat(Func<CancellationToken, Task> round, CancellationToken stopping)
    {
        // A start has other things to do, and with the first subscription comes the place in the log.
        await Task.Delay(Pace, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var failures = 0;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await round(stopping);
                failures = 0;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // An outage is told of elsewhere; anything else must not end the rounds in silence.
                if (error is not StorageUnavailableException)
                    LogFailed(error);
                var pause = Backoff.Delay(++failures, Random.Shared.NextDouble()) + Pace;
                await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A round of notifications failed and is tried again")]
    private partial void LogFailed(Exception error);
}
