using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Edge.Observability.Logs;

/// <summary>The first and the last line of a run; what is between them at its end is told by Hosting/Shutdown.</summary>
internal sealed partial class LifecycleLog(
    IHostApplicationLifetime lifetime, IServer server, TimeProvider time, ILogger<LifecycleLog> log) : IHostedService
{
    private readonly long start = time.GetTimestamp();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Started);
        lifetime.ApplicationStopped.Register(Stopped);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Started()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        LogStarted(BuildInfo.Version, BuildInfo.Runtime, Environment.ProcessId, addresses);
    }

    private void Stopped()
    {
        var uptime = Math.Round(time.GetElapsedTime(start).TotalSeconds, 3);
        LogStopped(uptime);
    }

    [LoggerMessage(
        EventName = "Started",
        Level = LogLevel.Information,
        Message = "Edge {Version} has started on .NET {Runtime} as process {Pid}, listening on {Addresses}")]
    private partial void LogStarted(string version, string runtime, int pid, ICollection<string> addresses);

    [LoggerMessage(EventName = "Stopped", Level = LogLevel.Information, Message = "Stopped after {UptimeSeconds} s")]
    private partial void LogStopped(double uptimeSeconds);
}
