using Edge.Shared.Contracts;

namespace Edge.Observability.Health;

/// <summary>What a check found.</summary>
internal readonly record struct Finding(HealthState State, string? Detail);

/// <summary>
/// One component's check. A result is kept for <paramref name="fresh"/>; a check that does not end within <paramref
/// name="timeout"/> is reported as <paramref name="failed"/> and left to end by itself, and no second one is started beside it.
/// </summary>
/// <param name="failed">Less than unhealthy for what the service can do without.</param>
internal sealed class HealthCheck(
    string name,
    TimeSpan fresh,
    TimeSpan timeout,
    TimeProvider time,
    Func<CancellationToken, Task<Finding>> look,
    HealthState failed = HealthState.Unhealthy)
{
    private Task<Finding>? running;
    private ComponentHealth? last;
    private long lookedAt;
    private string? lastError;
    private DateTimeOffset? lastErrorAt;

    /// <summary>Never throws, and takes no longer than the timeout. Not for concurrent use.</summary>
    public async Task<ComponentHealth> Run()
    {
        if (last is not null && time.GetElapsedTime(lookedAt) < fresh)
            return last;
        var start = time.GetTimestamp();
        var finding = await Look();
        lookedAt = time.GetTimestamp();
        return last = new ComponentHealth(
            name, finding.State, Math.Round(time.GetElapsedTime(start).TotalMilliseconds, 3),
            finding.Detail, lastError, lastErrorAt);
    }

    private async Task<Finding> Look()
    {
        // SQLite answers on the caller's thread, and a busy one may hold it for seconds: never on the request's.
        if (running is null or { IsCompleted: true })
        {
            var cancellation = new CancellationTokenSource(timeout, time);
            running = Task.Run(() => look(cancellation.Token));
            _ = running.ContinueWith(_ => cancellation.Dispose(), TaskScheduler.Default);
        }
        try
        {
            return await running.WaitAsync(timeout, time);
        }
        catch (Exception error)
        {
            lastError = error is TimeoutException or OperationCanceledException
                ? $"No answer within {timeout.TotalSeconds} s"
                : $"{error.Message}{(error.InnerException is { } cause ? ": " + cause.Message : "")}";
            lastErrorAt = time.GetUtcNow();
            return new Finding(failed, null);
        }
    }
}
