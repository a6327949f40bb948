using System.Security.Cryptography;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.RateLimiting;

namespace Edge.Features.Tracking.Live;

/// <summary>Everybody who listens to this node, by the subject of the facts.</summary>
internal sealed class LiveAudience(LiveOptions options, TimeProvider time)
{
    // Connections spread over the nodes again.
    private const int LongestMinutes = 15;

    /// <summary>In place of the subject of a fact, where it is not known which facts there were.</summary>
    public const string Everyone = "";

    private readonly Lock gate = new();
    private readonly Dictionary<string, List<LiveListener>> bySubject = new(StringComparer.Ordinal);
    private readonly Dictionary<Partition, int> byCaller = [];
    private TaskCompletionSource someone = NewSignal();
    private TaskCompletionSource followed = NewSignal();
    private int count;
    private int holders;
    private bool isClosed;

    /// <summary>Whoever has joined before it ends is told of all facts that come after it.</summary>
    public Task Followed
    {
        get
        {
            lock (gate)
                return followed.Task;
        }
    }

    /// <summary>How many listen.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>Whether somebody listens by a right that can be taken away.</summary>
    public bool HasHolders => Volatile.Read(ref holders) > 0;

    /// <param name="holder">Whose right to read it listens by, and no longer than it lasts; null where the address of the page is the right.</param>
    /// <param name="isCallerFull">Whether it is this caller who has too many, and not all together.</param>
    /// <returns>Null where there is no room left, or at the end of the process.</returns>
    public LiveListener? Join(string subject, Partition caller, Caller? holder, out bool isCallerFull)
    {
        // Not all at once: those that joined together, after a restart, come anew over a third of the time.
        var minutes = LongestMinutes - RandomNumberGenerator.GetInt32(LongestMinutes / 3);
        var until = time.GetUtcNow().AddMinutes(minutes);
        var listener = new LiveListener(subject, caller, holder, holder?.ExpiresAt < until ? holder.ExpiresAt.Value : until);
        lock (gate)
        {
            var own = byCaller.GetValueOrDefault(caller);
            isCallerFull = own >= options.PerCaller;
            if (isClosed || isCallerFull || count >= options.Connections)
                return null;
            count++;
            if (holder is not null)
                holders++;
            byCaller[caller] = own + 1;
            if (!bySubject.TryGetValue(subject, out var listeners))
                bySubject[subject] = listeners = [];
            listeners.Add(listener);
            someone.TrySetResult();
        }
        return listener;
    }

    public void Leave(LiveListener listener)
    {
        lock (gate)
        {
            count--;
            if (listener.Holder is not null)
                holders--;
            if (--byCaller[listener.Caller] == 0)
                byCaller.Remove(listener.Caller);
            var listeners = bySubject[listener.Subject];
            listeners.Remove(listener);
            if (listeners.Count == 0)
                bySubject.Remove(listener.Subject);
        }
    }

    /// <summary>Waits until somebody listens.</summary>
    public Task Someone(CancellationToken cancellation)
    {
        lock (gate)
            return someone.Task.WaitAsync(cancellation);
    }

    /// <summary>The facts are followed from here on.</summary>
    public void Follow()
    {
        lock (gate)
            followed.TrySetResult();
    }

    /// <summary>Whether nobody listens any more; then the facts are not followed, and whoever joins waits for that.</summary>
    public bool Rest()
    {
        lock (gate)
        {
            if (count > 0)
                return false;
            someone = NewSignal();
            followed = NewSignal();
            return true;
        }
    }

    /// <summary>Whether it is worth to read what a fact says.</summary>
    public bool Cares(string subject)
    {
        lock (gate)
            return bySubject.ContainsKey(subject);
    }

    public void Tell(string subject, long version)
    {
        lock (gate)
        {
            if (bySubject.TryGetValue(subject, out var listeners))
                listeners.ForEach(listener => listener.Tell(version));
        }
    }

    /// <summary>Lets those whose holder a fact may be about show anew that they may listen.</summary>
    public void Doubt(string subject)
    {
        lock (gate)
        {
            foreach (var listeners in bySubject.Values)
            {
                foreach (var listener in listeners)
                {
                    if (listener.Holder is { } holder && LiveRightStore.Concerns(subject, holder))
                        listener.Doubt();
                }
            }
        }
    }

    /// <summary>Gives a sign of life to all, and ends those whose time is over.</summary>
    public void Beat()
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            foreach (var listeners in bySubject.Values)
            {
                foreach (var listener in listeners)
                {
                    if (listener.Until <= now)
                        listener.End();
                    else
                        listener.Beat();
                }
            }
        }
    }

    /// <summary>Ends all, and lets nobody in any more: requests that never end by themselves would hold up the end of the process.</summary>
    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
            foreach (var listeners in bySubject.Values)
                listeners.ForEach(listener => listener.End());
            followed.TrySetResult();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
