using System.Diagnostics.Metrics;

namespace Edge.Observability.Metrics;

/// <summary>
/// How long work waits for a thread: the first sign of blocking calls, long before the queue's length tells. Sampled once a
/// second while somebody scrapes, not at all when nobody does.
/// </summary>
internal sealed class ThreadPoolProbe : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WatchedFor = TimeSpan.FromMinutes(2);

    private readonly TimeProvider time;
    private readonly Histogram<double> delay;
    private readonly ITimer timer;
    private long watchedSince;
    private int running;

    public ThreadPoolProbe(IMeterFactory meters, TimeProvider time)
    {
        this.time = time;
        delay = meters.Create("Edge.ThreadPool").CreateHistogram<double>(
            "edge.thread_pool.queue.delay",
            "s",
            "How long a work item waited for a thread of the pool, sampled once a second.",
            advice: new() { HistogramBucketBoundaries = [0.0001, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5] });
        timer = time.CreateTimer(_ => Tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Somebody reads the metrics: measure now and for a while.</summary>
    public void Watch()
    {
        Interlocked.Exchange(ref watchedSince, time.GetTimestamp());
        if (Interlocked.Exchange(ref running, 1) == 0)
            timer.Change(TimeSpan.Zero, Every);
    }

    /// <summary>Queues a work item; completes with its delay once it has run.</summary>
    public Task<TimeSpan> Measure()
    {
        var completion = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
        var queued = time.GetTimestamp();
        ThreadPool.UnsafeQueueUserWorkItem(_ => completion.SetResult(time.GetElapsedTime(queued)), null);
        return completion.Task;
    }

    public void Dispose() => timer.Dispose();

    private void Tick()
    {
        if (time.GetElapsedTime(Interlocked.Read(ref watchedSince)) > WatchedFor)
        {
            timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Interlocked.Exchange(ref running, 0);
            return;
        }
        var queued = time.GetTimestamp();
        ThreadPool.UnsafeQueueUserWorkItem(_ => delay.Record(time.GetElapsedTime(queued).TotalSeconds), null);
    }
}
