namespace Edge.Pipeline.LoadShedding;

/// <summary>
/// Tells a queue that stands from one that a burst made: where even the shortest wait of an interval was too long, more comes in than is
/// done (Nichols and Jacobson, Controlled Delay, RFC 8289, section 3). From then on some are refused, which makes for short waits between
/// long ones; so it goes on standing until no wait of many intervals was too long. Not for several threads at once.
/// </summary>
/// <param name="target">The longest wait that is well.</param>
/// <param name="interval">How long the queue may take to drain by itself.</param>
internal sealed class StandingQueue(TimeSpan target, TimeSpan interval)
{
    // As long as RFC 8289 remembers that it was dropping (section 5.4): what comes back sooner is the same overload.
    private const int CalmIntervals = 16;

    private TimeSpan? ends;
    private TimeSpan least;
    private TimeSpan lastTooLong;

    /// <summary>The longest wait that is borne while the queue stands. At the target itself, refusals would leave threads without work.</summary>
    public TimeSpan Bearable { get; } = 2 * target;

    public bool Stands { get; private set; }

    /// <param name="wait">How long something has waited.</param>
    /// <param name="now">Since any beginning that stays the same.</param>
    public void Observe(TimeSpan wait, TimeSpan now)
    {
        if (wait > target)
            lastTooLong = now;
        if (ends is { } end && now < end)
        {
            least = wait < least ? wait : least;
            return;
        }
        Stands = Stands ? now - lastTooLong < CalmIntervals * interval : least > target && !IsAfterPause(now - wait);
        ends = now + interval;
        least = wait;
    }

    // What was seen before a pause says nothing of now; but a wait is no pause.
    private bool IsAfterPause(TimeSpan sent) => ends is not { } last || sent - last >= interval;
}
