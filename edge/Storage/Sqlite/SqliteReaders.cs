using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Edge.Storage.Sqlite;

/// <summary>A bounded set of read-only connections. In WAL mode readers neither wait for the writer nor hold it up.</summary>
internal sealed class SqliteReaders(SqliteConnections connections, StorageOptions options, StorageMetrics metrics) : IDisposable
{
    private readonly ConcurrentStack<SqliteSession> idle = new();
    private readonly SemaphoreSlim free = new(options.Readers);
    private volatile bool closed;

    public async ValueTask<T> Run<T>(Func<Session, ValueTask<T>> work, CancellationToken cancellation)
    {
        await free.WaitAsync(cancellation);
        try
        {
            if (!idle.TryPop(out var session))
                session = connections.Open(readOnly: true);
            return await Snapshot(session, work);
        }
        catch (StorageUnavailableException error)
        {
            metrics.ReadFailed(error);
            throw;
        }
        finally
        {
            free.Release();
        }
    }

    /// <summary>Closes the idle connections now, and those in use as they come back.</summary>
    public void Dispose()
    {
        closed = true;
        while (idle.TryPop(out var session))
            session.Dispose();
    }

    private async ValueTask<T> Snapshot<T>(SqliteSession session, Func<Session, ValueTask<T>> work)
    {
        var healthy = false;
        try
        {
            session.Run("begin");
            var result = await work(session);
            session.Run("commit");
            healthy = true;
            return result;
        }
        catch (SqliteException error)
        {
            throw new StorageUnavailableException("A read failed", error);
        }
        finally
        {
            // A connection that failed half-way is not worth repairing: the next reader opens a fresh one.
            if (healthy && !closed)
                idle.Push(session);
            else
                session.Dispose();
        }
    }
}
