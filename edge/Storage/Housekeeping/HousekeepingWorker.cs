namespace Edge.Storage.Housekeeping;

/// <summary>Does every module's chores once an hour, the first time a minute after the start so that a cold start stays cheap.</summary>
internal sealed partial class HousekeepingWorker(
    IEnumerable<Chore> chores, IServiceProvider services, TimeProvider time, ILogger<HousekeepingWorker> log) : BackgroundService
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Runs all chores once; one that fails does not keep the others from theirs.</summary>
    public async Task RunOnce(CancellationToken cancellation)
    {
        foreach (var chore in chores)
        {
            try
            {
                var rows = await chore.Run(services, cancellation);
                if (rows > 0)
                    LogDone(chore.Name, rows);
            }
            catch (StorageUnavailableException error)
            {
                LogFailed(error, chore.Name);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(FirstDelay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            await RunOnce(stoppingToken);
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Housekeeping: {Chore} removed {Rows} rows")]
    private partial void LogDone(string chore, int rows);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Housekeeping: {Chore} failed and is tried again in an hour")]
    private partial void LogFailed(Exception error, string chore);
}
