using Edge.Pipeline.RateLimiting;

namespace Edge.Features.Tracking.Live;

/// <summary>
/// One open page. It is told of changes by the worker and waits for them in its request; what it has not written yet is the newest
/// version alone, so that a slow reader holds up nobody and keeps nothing.
/// </summary>
internal sealed class LiveListener(string subject, Partition caller, DateTimeOffset until)
{
    private readonly Lock gate = new();
    private TaskCompletionSource? waiting;
    private long newest;
    private bool isBeatDue;

    public string Subject => subject;

    public Partition Caller => caller;

    /// <summary>When it has to come anew, and to show again that it may listen.</summary>
    public DateTimeOffset Until => until;

    public bool IsOver { get; private set; }

    public void Tell(long version)
    {
        lock (gate)
            newest = Math.Max(newest, version);
        Wake();
    }

    public void Beat()
    {
        lock (gate)
            isBeatDue = true;
        Wake();
    }

    public void End()
    {
        lock (gate)
            IsOver = true;
        Wake();
    }

    /// <summary>What is to be written now; waits until there is something.</summary>
    /// <param name="known">The version that the page has been told of.</param>
    /// <returns>A newer version; <paramref name="known"/> for a sign of life; null when it is over.</returns>
    public async Task<long?> Next(long known, CancellationToken cancellation)
    {
        while (true)
        {
            Task more;
            lock (gate)
            {
                if (IsOver)
                    return null;
                if (newest > known || isBeatDue)
                {
                    isBeatDue = false;
                    return Math.Max(newest, known);
                }
                waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                more = waiting.Task;
            }
            await more.WaitAsync(cancellation);
        }
    }

    private void Wake() => Interlocked.Exchange(ref waiting, null)?.TrySetResult();
}
