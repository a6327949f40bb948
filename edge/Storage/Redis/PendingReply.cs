using System.Collections.Concurrent;
using System.Threading.Tasks.Sources;

namespace Edge.Storage.Redis;

/// <summary>
/// One command's place in the row of answers. The caller may leave early (cancelled, out of time): the place stays until its answer
/// has come, so that nobody gets another one's. Both sides hold it, and the last one to let go puts it back into the pool.
/// </summary>
internal sealed class PendingReply(ConcurrentQueue<PendingReply> pool) : IValueTaskSource<Reply>
{
    private ManualResetValueTaskSourceCore<Reply> core = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration registration;
    private int settled;
    private int holders;

    /// <summary>When the command was queued, as a timestamp of the clock.</summary>
    public long SentAt { get; private set; }

    /// <summary>Bytes of the command.</summary>
    public int Size { get; private set; }

    /// <summary>SUBSCRIBE and its like are answered by a push, and by an error in the row of answers when refused.</summary>
    public bool AnsweredByPush { get; private set; }

    public bool IsSettled => Volatile.Read(ref settled) != 0;

    public ValueTask<Reply> Start(long sentAt, int size, bool answeredByPush, CancellationToken cancellation)
    {
        settled = 0;
        holders = 2;
        (SentAt, Size, AnsweredByPush) = (sentAt, size, answeredByPush);
        var task = new ValueTask<Reply>(this, core.Version);
        if (cancellation.CanBeCanceled)
        {
            registration = cancellation.UnsafeRegister(
                static (self, token) => ((PendingReply)self!).Fail(new OperationCanceledException(token)), this);
        }
        return task;
    }

    public bool Succeed(Reply reply)
    {
        if (Interlocked.Exchange(ref settled, 1) != 0)
            return false;
        core.SetResult(reply);
        return true;
    }

    public bool Fail(Exception error)
    {
        if (Interlocked.Exchange(ref settled, 1) != 0)
            return false;
        core.SetException(error);
        return true;
    }

    /// <summary>Its answer has come, or never will.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref holders) == 0)
            pool.Enqueue(this);
    }

    /// <summary>The command was never sent, and nobody has seen the task.</summary>
    public void Withdraw()
    {
        registration.Dispose();
        registration = default;
        core.Reset();
        pool.Enqueue(this);
    }

    public Reply GetResult(short token)
    {
        // Throws for a task that was awaited before, whose place may be another command's by now.
        core.GetStatus(token);
        try
        {
            return core.GetResult(token);
        }
        finally
        {
            // Waits for a callback under way: it must not reach the next command that uses this place.
            registration.Dispose();
            registration = default;
            core.Reset();
            Release();
        }
    }

    public ValueTaskSourceStatus GetStatus(short token) => core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        core.OnCompleted(continuation, state, token, flags);
}
