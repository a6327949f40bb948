namespace Edge.Pipeline.LoadShedding;

/// <summary>
/// How long requests wait for a thread, which is where they wait when more come than the processors can serve. A work item of ours waits
/// among them, sent when a request asks and none is under way: an idle service measures nothing. For any thread, without a lock.
/// </summary>
internal sealed partial class PoolQueue(LoadSheddingOptions options, TimeProvider time, ILogger<PoolQueue> log) : IThreadPoolWorkItem
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(1);

    private readonly long began = time.GetTimestamp();
    private readonly StandingQueue standing = new(options.QueueDelay, options.Interval);

    // Ticks since the beginning: when the item under way was sent, or 0; when the last one was run, and how long it had waited.
    private long sent;
    private long ran;
    private long waited;
    private volatile bool stands;

    /// <summary>Whether the queue stands, and the wait is no longer bearable. Whoever finds that nothing is under way sends it, and is served.</summary>
    public bool IsTooLong()
    {
        var now = Now();
        var underWay = Interlocked.Read(ref sent);
        var last = Interlocked.Read(ref ran);
        if (underWay == 0 && now - last >= Every.Ticks && Interlocked.CompareExchange(ref sent, now, 0) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            return false;
        }
        if (!stands)
            return false;
        var age = underWay == 0 ? 0 : now - underWay;
        // What was seen before a pause says nothing of now.
        var isRecent = now - age - last <= options.Interval.Ticks;
        return (isRecent ? Math.Max(age, Interlocked.Read(ref waited)) : age) > standing.Bearable.Ticks;
    }

    void IThreadPoolWorkItem.Execute()
    {
        var now = Now();
        var wait = now - Interlocked.Read(ref sent);
        standing.Observe(new TimeSpan(wait), new TimeSpan(now));
        if (standing.Stands != stands)
        {
            stands = standing.Stands;
            if (stands)
                LogStands(wait / TimeSpan.TicksPerMillisecond, (long)standing.Bearable.TotalMilliseconds);
            else
                LogDrained();
        }
        Interlocked.Exchange(ref waited, wait);
        Interlocked.Exchange(ref ran, now);
        Interlocked.Exchange(ref sent, 0);
    }

    private long Now() => time.GetElapsedTime(began).Ticks + 1;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Requests wait {Wait} ms for a thread: those that wait more than {Most} ms are refused")]
    private partial void LogStands(long wait, long most);

    [LoggerMessage(Level = LogLevel.Information, Message = "Requests no longer wait too long: all are served")]
    private partial void LogDrained();
}
