using Edge.Hosting.Systemd;

namespace Edge.Hosting;

/// <summary>
/// The end of the process in its order: readiness says no, the configured delay passes while requests are still taken, the listeners
/// close, and requests in flight get their time to finish.
/// </summary>
internal sealed partial class Shutdown(
    HostingOptions options, Readiness readiness, SystemdNotifier systemd, TimeProvider time, ILogger<Shutdown> log)
{
    public async Task Run(IHost host)
    {
        readiness.Stop();
        systemd.Stopping();
        LogStopping(options.ShutdownDelay, options.ShutdownTimeout);
        if (options.ShutdownDelay > TimeSpan.Zero)
            await Task.Delay(options.ShutdownDelay, time);
        try
        {
            await host.StopAsync();
        }
        catch (Exception error) when (error is OperationCanceledException or AggregateException)
        {
            // The time was up, or a worker failed in its last act: neither may keep the database from being closed.
            LogUnfinished(error);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping: listeners close after {Delay}, requests in flight have {Timeout}")]
    private partial void LogStopping(TimeSpan delay, TimeSpan timeout);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not everything ended in time")]
    private partial void LogUnfinished(Exception error);
}
