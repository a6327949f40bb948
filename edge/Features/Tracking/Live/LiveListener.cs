using Edge.Hosting.Endpoints;
using Edge.Pipeline.RateLimiting;

namespace Edge.Features.Tracking.Live;

/// <summary>
/// One open page. It is told of changes by the worker and waits for them in its request; what it has not written yet is the newest
/// version alone, so that a slow reader holds up nobody and keeps nothing.
/// </summary>
internal sealed class LiveListener(string subject, Partition caller, Caller? holder, DateTimeOffset until)
{
    private readonly Lock gate = new();
    private TaskCompletionSource? waiting;
    private long newest;
    private bool isBeatDue;
    private bool isDoubted;

    public string Subject => subject;

    public Partition Caller => caller;

    /// <summary>Whose right to read it listens by; null where the address of the page is the right.</summary>
    public Caller? Holder => holder;

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

    /// <summary>The holder's right may have been taken away: it is asked for before anything else is written.</summary>
    public void Doubt()
    {
        lock (gate)
            isDoubted = true;
        Wake();
    }

    /// <summary>Whether the right was doubted since this was last asked.</summary>
    public bool TakeDoubt()
    {
        lock (gate)
        {
            var was = isDoubted;
            isDoubted = false;
            return was;
        }
    }

    public void End()
    {
        lock (gate)
            IsOver = true;
        Wake();
    }

    /// <summary>What is to be written now; waits until there is something.</summary>
    /// <param name="known">The version that the page has been told of.</param>
    /// <returns>A newer version; <paramref name="known"/> for a sign of life or a doubt; null when it is over.</returns>
    public async Task<long?> Next(long known, CancellationToken cancellation)
    {
        while (true)
        {
            Task more;
            lock (gate)
            {
                if (IsOver)
                    return null;
                if (newest > known || isBeatDue || isDoubted)
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
