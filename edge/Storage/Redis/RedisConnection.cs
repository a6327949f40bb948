using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;

namespace Edge.Storage.Redis;

/// <summary>
/// One socket that many callers share. Commands are queued in the order in which their bytes are, so the n-th answer belongs to
/// the n-th command; bytes that gather while a write is under way leave with the next one. It ends once, with everything that it
/// still owes failed.
/// </summary>
internal sealed class RedisConnection : IDisposable
{
    private const int ReadBuffer = 64 * 1024;
    private const int Segment = 16 * 1024;
    private const int Stalls = 3;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(2);
    private static readonly ReadOnlyMemory<byte>[] Ping = ["PING"u8.ToArray()];

    private readonly Stream stream;
    private readonly RedisOptions options;
    private readonly RedisMetrics metrics;
    private readonly TimeProvider time;
    private readonly Action<Reply> onPush;
    private readonly Pipe output =
        new(new PipeOptions(pauseWriterThreshold: 0, minimumSegmentSize: Segment, useSynchronizationContext: false));
    private readonly TaskCompletionSource<Exception> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly InFlight inFlight;
    private readonly Lock gate = new();
    private readonly PeriodicTimer clock;
    private readonly RespParser parser;
    private readonly List<Reply> arrived = [];
    private readonly List<PendingReply?> owners = [];
    private long heardAt;
    private Exception? closed;

    public RedisConnection(
        RedisEndpoint endpoint, Stream stream, RedisOptions options, RedisMetrics metrics, TimeProvider time, Action<Reply> onPush)
    {
        Endpoint = endpoint;
        this.stream = stream;
        this.options = options;
        this.metrics = metrics;
        this.time = time;
        this.onPush = onPush;
        inFlight = new InFlight(options, metrics, endpoint, time);
        parser = new RespParser(options.ReplyBytes);
        clock = new PeriodicTimer(Max(options.CommandTimeout / 8, TimeSpan.FromMilliseconds(5)), time);
        heardAt = time.GetTimestamp();
        _ = WriteLoop();
        _ = ReadLoop();
        _ = WatchLoop();
    }

    public RedisEndpoint Endpoint { get; }

    /// <summary>Completes with the reason once the connection is of no use any more.</summary>
    public Task<Exception> Ended => ended.Task;

    /// <summary>Commands whose answer is owed, those whose caller has left included.</summary>
    public int InFlight
    {
        get
        {
            lock (gate)
                return inFlight.Count;
        }
    }

    /// <param name="words">Copied before this returns.</param>
    /// <exception cref="RedisUnavailableException">The connection has ended, or too much is in flight.</exception>
    public ValueTask<Reply> Send(ReadOnlySpan<ReadOnlyMemory<byte>> words, CancellationToken cancellation) =>
        Send(words, isOwn: false, answeredByPush: false, cancellation);

    /// <summary>A command of this folder's own, which no limit refuses: what keeps subscriptions and the connection itself right.</summary>
    public ValueTask<Reply> SendOwn(ReadOnlySpan<ReadOnlyMemory<byte>> words, bool answeredByPush = false) =>
        Send(words, isOwn: true, answeredByPush, CancellationToken.None);

    public void Dispose() => Close(new ObjectDisposedException(nameof(RedisConnection), "this node let it go"));

    /// <summary>Ends it, once; what is owed fails with <paramref name="reason"/>.</summary>
    public void Close(Exception reason)
    {
        PendingReply[] owed;
        lock (gate)
        {
            if (closed is not null)
                return;
            closed = reason;
            owed = inFlight.Clear();
            output.Writer.Complete();
        }
        clock.Dispose();
        stream.Dispose();
        foreach (var pending in owed)
        {
            if (pending.Fail(Lost(reason)))
                metrics.Failed(RedisFailure.Lost);
            pending.Release();
        }
        ended.TrySetResult(reason);
    }

    private ValueTask<Reply> Send(
        ReadOnlySpan<ReadOnlyMemory<byte>> words, bool isOwn, bool answeredByPush, CancellationToken cancellation)
    {
        var size = RespWriter.SizeOf(words);
        var pending = inFlight.Rent();
        var task = pending.Start(time.GetTimestamp(), (int)Math.Min(size, int.MaxValue), answeredByPush, cancellation);
        RedisUnavailableException? refusal;
        lock (gate)
        {
            refusal = closed is not null ? Lost(closed) : isOwn ? null : inFlight.RefusalOf(size);
            if (refusal is null)
            {
                inFlight.Add(pending);
                RespWriter.Write(output.Writer, words, pending.Size);
                // The pipe never holds its writer up: the limits do.
                var flushed = output.Writer.FlushAsync(CancellationToken.None);
                Debug.Assert(flushed.IsCompleted);
            }
        }
        if (refusal is null)
            return task;
        pending.Withdraw();
        throw refusal;
    }

    private async Task WriteLoop()
    {
        try
        {
            while (true)
            {
                var result = await output.Reader.ReadAsync();
                foreach (var segment in result.Buffer)
                    await stream.WriteAsync(segment);
                output.Reader.AdvanceTo(result.Buffer.End);
                if (result.IsCompleted)
                    break;
            }
        }
        catch (Exception error)
        {
            Close(error);
        }
        await output.Reader.CompleteAsync();
    }

    private async Task ReadLoop()
    {
        var input = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: ReadBuffer, leaveOpen: true));
        try
        {
            while (true)
            {
                var result = await input.ReadAsync();
                Take(result.Buffer);
                input.AdvanceTo(result.Buffer.End);
                if (result.IsCompleted)
                    break;
            }
            Close(new EndOfStreamException("the server closed it"));
        }
        catch (Exception error)
        {
            Close(error);
        }
        await input.CompleteAsync();
    }

    // Parses all that has come, then looks up all owners in one go, then wakes them.
    private void Take(in ReadOnlySequence<byte> bytes)
    {
        try
        {
            foreach (var segment in bytes)
            {
                var span = segment.Span;
                while (parser.Read(ref span) is { } reply)
                    arrived.Add(reply);
            }
        }
        finally
        {
            // What came whole before the fault is still right.
            FindOwners();
            var now = time.GetTimestamp();
            for (var i = 0; i < owners.Count; i++)
                Hand(arrived[i], owners[i], now);
            arrived.Clear();
            owners.Clear();
        }
    }

    private void FindOwners()
    {
        lock (gate)
        {
            heardAt = time.GetTimestamp();
            foreach (var reply in arrived)
            {
                var isOwned = reply.Kind != ReplyKind.Push || inFlight.IsConfirmedBy(reply);
                if (isOwned && inFlight.Count == 0)
                    break;
                owners.Add(isOwned ? inFlight.Next() : null);
            }
        }
        if (owners.Count < arrived.Count)
            Close(new RespException("an answer that nobody waits for"));
    }

    private void Hand(Reply reply, PendingReply? owner, long now)
    {
        if (owner is null)
        {
            onPush(reply);
            return;
        }
        metrics.Answered(time.GetElapsedTime(owner.SentAt, now));
        if (reply.Kind == ReplyKind.Error)
            Refuse(owner, reply.AsText());
        else
            owner.Succeed(reply);
        owner.Release();
    }

    private void Refuse(PendingReply owner, string text)
    {
        var code = RedisErrorReply.CodeOf(text);
        metrics.Failed(RedisFailure.ErrorReply);
        var isAway = code is "LOADING" or "READONLY" or "MASTERDOWN";
        owner.Fail(isAway
            ? new RedisUnavailableException($"Redis at {Endpoint} cannot serve now: {code}")
            : new RedisErrorReply(text));
        if (code is "READONLY")
            Close(new RedisUnavailableException($"{Endpoint} is a replica"));
    }

    private async Task WatchLoop()
    {
        while (await clock.WaitForNextTickAsync())
        {
            var now = time.GetTimestamp();
            TimeSpan oldest;
            TimeSpan silent;
            lock (gate)
            {
                oldest = inFlight.FailLate(now);
                silent = time.GetElapsedTime(heardAt, now);
            }
            if (oldest > options.CommandTimeout * Stalls)
                Close(new TimeoutException($"no answer for {oldest.TotalSeconds:0.0} s"));
            else if (silent > Heartbeat && oldest == TimeSpan.Zero)
                _ = Probe();
        }
    }

    // A peer that is gone without a word is found out only by asking; subscribers must learn that they miss messages.
    private async Task Probe()
    {
        try
        {
            await SendOwn(Ping);
        }
        catch (Exception error) when (error is RedisUnavailableException or RedisErrorReply)
        {
            // The watch closes the connection if it stays silent.
        }
    }

    private RedisUnavailableException Lost(Exception reason) =>
        new($"The connection to Redis at {Endpoint} was lost: {reason.Message}", reason);

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
