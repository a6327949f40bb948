namespace Edge.Observability.Logs;

/// <summary>
/// Takes finished lines and writes them from a thread of its own, many with one system call. A caller only copies into memory:
/// when the output stalls and <see cref="Capacity"/> bytes wait, further lines are dropped and counted, never waited for.
/// </summary>
internal sealed class LogSink : IDisposable
{
    public const int Capacity = 4 * 1024 * 1024;
    private const int InitialBuffer = 64 * 1024;
    private const int KeptBuffer = 1024 * 1024;
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Stream output;
    private readonly Lock gate = new();
    private readonly Lock draining = new();
    private readonly ManualResetEventSlim some = new();
    private readonly ManualResetEventSlim hurry = new();
    private readonly Thread thread;
    private byte[] filling = new byte[InitialBuffer];
    private byte[] writing = new byte[InitialBuffer];
    private int filled;
    private int waiting;
    private long dropped;
    private bool closed;

    public LogSink(Stream output)
    {
        this.output = output;
        thread = new Thread(Loop) { IsBackground = true, Name = "log-writer" };
        thread.Start();
    }

    /// <summary>Lines that never reached the output.</summary>
    public long Dropped => Interlocked.Read(ref dropped);

    /// <param name="line">UTF-8, with its line feed.</param>
    /// <param name="urgent">Writes now instead of waiting a moment for company.</param>
    public void Write(ReadOnlySpan<byte> line, bool urgent)
    {
        bool first;
        lock (gate)
        {
            if (closed || filled + line.Length > Capacity)
            {
                Interlocked.Increment(ref dropped);
                return;
            }
            if (filled + line.Length > filling.Length)
                Array.Resize(ref filling, Math.Min(Capacity, Math.Max(filling.Length * 2, filled + line.Length)));
            line.CopyTo(filling.AsSpan(filled));
            first = filled == 0;
            filled += line.Length;
            waiting++;
        }
        if (first)
            some.Set();
        if (urgent && !hurry.IsSet)
            hurry.Set();
    }

    /// <summary>Writes what waits on the caller's thread: for the moments after which no thread runs any more.</summary>
    public void Flush()
    {
        if (!draining.TryEnter(Patience))
            return;
        try
        {
            while (WriteWaiting())
            {
            }
        }
        finally
        {
            draining.Exit();
        }
    }

    /// <summary>
    /// Writes what waits and ends; an output that takes nothing any more holds the shutdown up for five seconds at most.
    /// </summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (closed)
                return;
            closed = true;
        }
        some.Set();
        hurry.Set();
        thread.Join(Patience);
    }

    private void Loop()
    {
        while (true)
        {
            some.Wait();
            hurry.Wait(Linger);
            some.Reset();
            hurry.Reset();
            Flush();
            lock (gate)
            {
                if (closed && filled == 0)
                    return;
                if (filled > 0 || closed)
                    some.Set();
            }
        }
    }

    private bool WriteWaiting()
    {
        int length;
        int lines;
        lock (gate)
        {
            (filling, writing) = (writing, filling);
            (length, lines) = (filled, waiting);
            filled = waiting = 0;
        }
        if (length == 0)
            return false;
        try
        {
            output.Write(writing, 0, length);
            output.Flush();
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or UnauthorizedAccessException)
        {
            // There is no place left to tell it: the counter on /metrics is the only witness.
            Interlocked.Add(ref dropped, lines);
        }
        if (writing.Length > KeptBuffer)
            writing = new byte[InitialBuffer];
        return true;
    }
}
