using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Edge.Storage.Sqlite;

/// <summary>
/// The only writer. A thread of its own takes what has queued up, runs each unit of work under a savepoint, commits them together and
/// only then acknowledges any: one fsync serves all who waited for it (group commit), and one failure undoes one unit of work.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteConnections connections;
    private readonly StorageOptions options;
    private readonly StorageMetrics metrics;
    private readonly BlockingCollection<QueuedWrite> queue;
    private readonly Lazy<Thread> thread;

    public SqliteWriter(SqliteConnections connections, StorageOptions options, StorageMetrics metrics)
    {
        this.connections = connections;
        this.options = options;
        this.metrics = metrics;
        queue = new BlockingCollection<QueuedWrite>(options.WriteQueue);
        thread = new Lazy<Thread>(Start);
        metrics.ObserveQueue(() => queue.Count);
    }

    public int Queued => queue.Count;

    public Task<T> Run<T>(Func<Session, ValueTask<T>> work, CancellationToken cancellation)
    {
        _ = thread.Value;
        var write = new QueuedWrite<T>(work, cancellation);
        if (queue.IsAddingCompleted || !queue.TryAdd(write, 0, CancellationToken.None))
        {
            metrics.WriteRefused();
            throw new StorageUnavailableException("The write queue is full");
        }
        return write.Completion;
    }

    /// <summary>Finishes what is queued, folds the write-ahead log into the database file and closes it.</summary>
    public void Dispose()
    {
        if (queue.IsAddingCompleted)
            return;
        queue.CompleteAdding();
        if (thread.IsValueCreated)
            thread.Value.Join();
        queue.Dispose();
    }

    private Thread Start()
    {
        var started = new Thread(Loop) { IsBackground = true, Name = "sqlite-writer" };
        started.Start();
        return started;
    }

    private void Loop()
    {
        SqliteSession? session = null;
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
            catch (Exception error) when (error is SqliteException or StorageUnavailableException)
            {
                session?.Dispose();
                session = null;
                metrics.WritesFailed(error, batch.Count);
                foreach (var write in batch)
                    write.Fail(new StorageUnavailableException("A write failed", error));
            }
            batch.Clear();
        }
        Close(session);
    }

    private void Commit(SqliteSession session, List<QueuedWrite> batch)
    {
        var start = Stopwatch.GetTimestamp();
        var committed = 0;
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
        metrics.Committed(start, committed, batch.Count - committed);
        foreach (var write in batch)
            write.Acknowledge();
    }

    private static void Close(SqliteSession? session)
    {
        if (session is null)
            return;
        session.Run("pragma optimize");
        session.Run("pragma wal_checkpoint(truncate)");
        session.Dispose();
    }
}
