using System.Data;
using System.Diagnostics;
using Edge.Storage.Migrations;
using Npgsql;

namespace Edge.Storage.Postgres;

/// <summary>
/// A PostgreSQL server. A transaction reads what is committed when its statement begins, and takes the rows it is about to change
/// (<see cref="Session.RowLock"/>); one that met another all the same is undone and run again. A commit is durable before it is
/// acknowledged; one whose answer was lost is never run again, since nobody knows whether it took place.
/// </summary>
internal sealed class PostgresEngine : IDatabaseEngine
{
    private const int Attempts = 12;
    private const int PauseMilliseconds = 4;
    private const int PauseAtMost = 100;

    private readonly PostgresSources sources;
    private readonly StorageOptions options;
    private readonly StorageMetrics metrics;
    private int waiting;
    private int connected;

    public PostgresEngine(PostgresSources sources, StorageOptions options, StorageMetrics metrics)
    {
        this.sources = sources;
        this.options = options;
        this.metrics = metrics;
        metrics.ObserveQueue(() => waiting);
        metrics.ObserveConnections(() => connected, 2 * sources.Limit);
    }

    public Dialect Dialect => Dialect.Postgres;

    public string? File => null;

    public int Waiting => waiting;

    public async ValueTask<T> Read<T>(Func<Session, ValueTask<T>> work, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Snapshot(work, cancellation);
            }
            catch (Exception error) when (attempt == 1 && PostgresFaults.IsLostConnection(error))
            {
                // The server was restarted since the connection was last used.
            }
            catch (Exception error) when (PostgresFaults.IsOutage(error) || error is PostgresException)
            {
                metrics.ReadFailed(error);
                throw new StorageUnavailableException("A read failed", error);
            }
        }
    }

    public async Task<T> Transaction<T>(Func<Session, ValueTask<T>> work, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var write = new Progress();
            try
            {
                return await Run(write, work, cancellation);
            }
            catch (Exception error) when (!write.IsCommitting && attempt < Attempts && PostgresFaults.IsConflict(error))
            {
                metrics.Repeated();
                await Task.Delay(Random.Shared.Next(Math.Min(PauseMilliseconds << attempt, PauseAtMost)), CancellationToken.None);
            }
            catch (Exception error) when (!write.IsCommitting && attempt == 1 && PostgresFaults.IsLostConnection(error))
            {
                metrics.Repeated();
            }
            catch (Exception error) when (PostgresFaults.IsOutage(error))
            {
                metrics.WritesFailed(error, 1);
                throw new StorageUnavailableException(write.IsCommitting ? "A commit got no answer" : "A write failed", error);
            }
            catch
            {
                metrics.RolledBack();
                throw;
            }
        }
    }

    public async Task<IMigrationConnection> OpenForMigration()
    {
        try
        {
            return new PostgresMigrationConnection(await sources.Open(readOnly: false, CancellationToken.None));
        }
        catch (Exception error) when (PostgresFaults.IsOutage(error))
        {
            throw new StorageUnavailableException("The database cannot be reached", error);
        }
    }

    public async Task Begin()
    {
        await using var connection = await OpenForMigration();
        await connection.Begin();
        await PostgresFactOrder.Raise(connection.Session);
        await connection.Commit();
    }

    public void Dispose() => sources.Dispose();

    private async ValueTask<T> Snapshot<T>(Func<Session, ValueTask<T>> work, CancellationToken cancellation)
    {
        await using var connection = await sources.Open(readOnly: true, cancellation);
        Interlocked.Increment(ref connected);
        try
        {
            await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, CancellationToken.None);
            var result = await work(new PostgresSession(connection, isTransaction: false));
            await snapshot.CommitAsync(CancellationToken.None);
            return result;
        }
        finally
        {
            Interlocked.Decrement(ref connected);
        }
    }

    private async Task<T> Run<T>(Progress write, Func<Session, ValueTask<T>> work, CancellationToken cancellation)
    {
        await using var connection = await Open(cancellation);
        Interlocked.Increment(ref connected);
        try
        {
            var start = Stopwatch.GetTimestamp();
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, CancellationToken.None);
            var session = new PostgresSession(connection, isTransaction: true);
            var result = await work(session);
            if (session.HasFailed)
                throw new InvalidOperationException("A unit of work went on after a statement of it had failed");
            write.IsCommitting = true;
            await transaction.CommitAsync(CancellationToken.None);
            metrics.Committed(start, committed: 1, rolledBack: 0);
            return result;
        }
        finally
        {
            Interlocked.Decrement(ref connected);
        }
    }

    private async ValueTask<NpgsqlConnection> Open(CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref waiting) > options.WriteQueue)
        {
            Interlocked.Decrement(ref waiting);
            metrics.WriteRefused();
            throw new StorageUnavailableException("Too many writes wait for a connection");
        }
        try
        {
            return await sources.Open(readOnly: false, cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    /// <summary>How far a transaction came: once the commit is on its way, nobody but the server knows what became of it.</summary>
    private sealed class Progress
    {
        public bool IsCommitting { get; set; }
    }
}
