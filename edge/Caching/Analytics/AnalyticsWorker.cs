using Edge.Caching.Warming;
using Edge.Storage;

namespace Edge.Caching.Analytics;

/// <summary>Every ten seconds: moves the windows on, loads what the next hour is usually asked for, and now and then saves what is hot.</summary>
internal sealed partial class AnalyticsWorker(CacheAnalytics analytics, Warmer warmer, TimeProvider time, ILogger<AnalyticsWorker> log)
    : BackgroundService
{
    private const int TicksPerSave = 30;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Save(cancellationToken);
    }

    public async Task Tick(CancellationToken cancellation)
    {
        if (analytics.Tick() is { } ended)
            warmer.Learn(ended);
        await warmer.AheadOfHour(cancellation);
    }

    public async Task Save(CancellationToken cancellation)
    {
        try
        {
            await warmer.Save(analytics.Top.Running(), cancellation);
        }
        catch (StorageUnavailableException error)
        {
            LogUnsaved(error.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        for (var tick = 1; await timer.WaitForNextTickAsync(stoppingToken); tick++)
        {
            await Tick(stoppingToken);
            if (tick % TicksPerSave == 0)
                await Save(stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys to warm at the next start could not be saved ({Cause})")]
    private partial void LogUnsaved(string cause);
}
