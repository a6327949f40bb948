namespace Edge.Hosting;

/// <summary>
/// Whether new work should be sent here. Says no until the listeners are open, and again from the first signal to stop on,
/// while requests are still answered: load balancers get the configured delay to look elsewhere.
/// </summary>
internal sealed class Readiness(TimeProvider time)
{
    private const string Starting = "starting";
    private const string Stopping = "shutting down";

    private readonly long composed = time.GetTimestamp();
    private volatile string? reason = Starting;

    /// <summary>How long the service has been there.</summary>
    public TimeSpan Uptime => time.GetElapsedTime(composed);

    public bool IsReady => reason is null;

    /// <summary>Why not, in the operator's words; null while ready.</summary>
    public string? Reason => reason;

    public void Started()
    {
        // A signal may have come before the last listener was open: stopping is final.
        Interlocked.CompareExchange(ref reason, null, Starting);
    }

    public void Stop() => reason = Stopping;
}
