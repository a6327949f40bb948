using Edge.Storage;

namespace Edge.Pipeline.ApiKeys;

/// <summary>Writes the use of keys down: every five seconds, and once more when the listeners have closed.</summary>
internal sealed partial class KeyUsageWorker(KeyUsageStore store, TimeProvider time, ILogger<KeyUsageWorker> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Flush();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Flush();
        }
    }

    private async Task Flush()
    {
        try
        {
            await store.Flush();
        }
        catch (StorageUnavailableException error)
        {
            LogUnwritten(error.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The use of API keys could not be written down and is kept for the next time: {Cause}")]
    private partial void LogUnwritten(string cause);
}
