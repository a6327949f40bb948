using System.Collections.Concurrent;
using System.Diagnostics;
using Edge.Storage.Facts;
using Microsoft.Data.Sqlite;

namespace Edge.Storage.Sqlite;

/// <summary>
/// The only writer. A thread of its own takes what has queued up, runs each unit of work under a savepoint, commits them together and
/// only then acknowledges any: one fsync serves all who waited for it (group commit), and one failure undoes one unit of work.
/// </summary>
internal sealed partial class SqliteWriter : IDisposable
{
    private readonly SqliteConnections connections;
    private readonly StorageOptions options;
    private readonly StorageMetrics metrics;
    private readonly FactWakeup wakeup;
    private readonly ILogger<SqliteWriter> log;
    private readonly BlockingCollection<QueuedWrite> queue;
    private readonly Lazy<Thread> thread;

    public SqliteWriter(
        SqliteConnections connections, StorageOptions options, StorageMetrics metrics, FactWakeup wakeup, ILogger<SqliteWriter> log)
    {
        this.wakeup = wakeup;
        this.connections = connections;
        this.options = options;
        this.metrics = metrics;
        this.log = log;
        queue = new BlockingCollection<QueuedWrite>(options.WriteQueue);
        thread = new Lazy<Thread>(Start);
        metrics.ObserveQueue(() => queue.Count);
        metrics.ObserveFile(connections.DatabasePath);
    }

    public int Queued => queue.Count;

    /// <summary>Connects before the first write needs it; from then on other processes can see that the database is in use.</summary>
    public void Open() => _ = thread.Value;

    public Task<T> Run<T>(Func<Session, ValueTask<T>> work, CancellationToken cancellation)
    {
        Open();
        var write = new QueuedWrite<T>(work, cancellation);
        if (TryQueue(write))
            return write.Completion;
        metrics.WriteRefused();
        return Task.FromException<T>(new StorageUnavailableException("The write queue is full or closed"));
    }

    /// <summary>Finishes what is queued, folds the write-ahead log into the database file and closes it.</summary>
    public void Dispose()
    {
        queue.CompleteAdding();
        if (thread.IsValueCreated)
            thread.Value.Join();
    }

    private bool TryQueue(QueuedWrite write)
    {
        try
        {
            return queue.TryAdd(write, 0, CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            return false; // closed meanwhile
        }
    }

    private Thread Start()
    {
        var started = new Thread(Loop) { IsBackground = true, Name = "sqlite-writer" };
        started.Start();
        return started;
    }

    private void Loop()
    {
        SqliteSession? session = TryOpen();
        var batch = new List<QueuedWrite>(options.WriteBatch);
        foreach (var first in queue.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (batch.Count < options.WriteBatch && queue.TryTake(out var next))
                batch.Add(next);
            try
            {
                session ??= connections.Open(readOnly: false);
                Commit(session, batch);
            }
            catch (Exception error)
            {
                LogFailed(batch.Count, error);
                session?.Dispose();
                session = null;
                metrics.WritesFailed(error, batch.Count);
                foreach (var write in batch)
                    write.Fail(new StorageUnavailableException("A write failed", error));
            }
            batch.Clear();
        }
        Close(session ?? TryOpen());
    }

    private void Commit(SqliteSession session, List<QueuedWrite> batch)
    {
        var start = Stopwatch.GetTimestamp();
        var committed = 0;
        session.Appended = null;
        session.Run("begin immediate");
        foreach (var write in batch)
        {
            session.Run("savepoint work");
            if (write.Execute(session))
            {
                session.Run("release work");
                committed++;
            }
            else
            {
                session.Run("rollback to work");
                session.Run("release work");
            }
        }
        session.Run("commit");
        if (session.Appended is { } facts)
            wakeup.Committed(facts);
        metrics.Committed(start, committed, batch.Count - committed);
        foreach (var write in batch)
            write.Acknowledge();
    }

    private SqliteSession? TryOpen()
    {
        try
        {
            return connections.Open(readOnly: false);
        }
        catch (StorageUnavailableException)
        {
            return null; // the first write tries again, and tells its caller
        }
    }

    private void Close(SqliteSession? session)
    {
        if (session is null)
            return;
        try
        {
            session.Run("pragma busy_timeout = 1000");
            session.Run("pragma optimize");
            session.Run("pragma wal_checkpoint(truncate)");
        }
        catch (SqliteException error)
        {
            LogNotFolded(error);
        }
        session.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A commit of {Writes} writes failed; none of them was acknowledged")]
    private partial void LogFailed(int writes, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The write-ahead log stays beside the database; nothing is lost")]
    private partial void LogNotFolded(Exception error);
}
