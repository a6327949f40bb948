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
    private readonly PostgresFactRelay relay;
    private readonly SlowQueries? slow;
    private readonly ReplicaMonitor? monitor;
    private int waiting;
    private int connected;

    public PostgresEngine(
        PostgresSources sources,
        StorageOptions options,
        StorageMetrics metrics,
        PostgresFactRelay relay,
        SlowQueries slow,
        ReplicaMonitor? monitor = null)
    {
        this.relay = relay;
        this.slow = slow.IsOn ? slow : null;
        this.monitor = monitor;
        this.sources = sources;
        this.options = options;
        this.metrics = metrics;
        metrics.ObserveQueue(() => waiting);
        metrics.ObserveConnections(() => connected, sources.Limit);
    }

    public Dialect Dialect => Dialect.Postgres;

    public string? File => null;

    public int Waiting => waiting;

    public ValueTask<T> Read<T>(Func<Session, ValueTask<T>> work, CancellationToken cancellation) =>
        Read(work, isOneStatement: false, cancellation);

    public ValueTask<T> ReadOnce<T>(Func<Session, ValueTask<T>> statement, CancellationToken cancellation) =>
        Read(statement, isOneStatement: true, cancellation);

    public async Task<T> Transaction<T>(Func<Session, ValueTask<T>> work, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var host = sources.ForWriting();
            var write = new Progress();
            try
            {
                return await Run(host, write, work, cancellation);
            }
            catch (Exception error) when (attempt < Attempts && PostgresFaults.IsConflict(error))
            {
                // Also in the middle of a commit: the server has said itself that it undid the transaction.
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
                if (PostgresFaults.IsGone(error))
                    monitor?.Failed(host);
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
        if (monitor is not null && sources.Primary is null)
            await monitor.Look(CancellationToken.None);
        try
        {
            return new PostgresMigrationConnection(await sources.ForWriting().Open(readOnly: false, CancellationToken.None));
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
        monitor?.Start();
    }

    public void Dispose()
    {
        relay.Dispose();
        monitor?.Dispose();
        sources.Dispose();
    }

    private async ValueTask<T> Read<T>(Func<Session, ValueTask<T>> work, bool isOneStatement, CancellationToken cancellation)
    {
        PostgresHost? failed = null;
        for (var attempt = 1; ; attempt++)
        {
            var host = sources.ForReading(failed) ?? throw new StorageUnavailableException("No host of the database can be read");
            NpgsqlConnection? connection = null;
            try
            {
                connection = await host.Open(readOnly: true, cancellation);
                return await Snapshot(host, connection, work, isOneStatement);
            }
            catch (Exception error) when (attempt == 1 && PostgresFaults.IsLostConnection(error))
            {
                // The server was restarted since the connection was last used.
            }
            catch (Exception error) when (PostgresFaults.IsOutage(error) || error is PostgresException)
            {
                if (attempt > sources.Hosts.Count || !HasOther(host, wasConnected: connection is not null, error))
                {
                    metrics.ReadFailed(error);
                    throw new StorageUnavailableException("A read failed", error);
                }
                failed = host;
            }
        }
    }

    // A statement that takes too long takes as long elsewhere, which connecting does not; but a host that is stopped takes long too,
    // and the monitor knows by then.
    private bool HasOther(PostgresHost host, bool wasConnected, Exception error)
    {
        if (monitor is null || (wasConnected && !PostgresFaults.IsOfTheHost(error) && host.Standing.IsReadable))
            return false;
        if (PostgresFaults.IsGone(error))
            monitor.Failed(host);
        return sources.ForReading(host) is not null;
    }

    // A statement is a snapshot by itself; the pool's connections read only.
    private async ValueTask<T> Snapshot<T>(
        PostgresHost host, NpgsqlConnection opened, Func<Session, ValueTask<T>> work, bool isOneStatement)
    {
        await using var connection = opened;
        Interlocked.Increment(ref connected);
        try
        {
            await using var snapshot = isOneStatement
                ? null
                : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, CancellationToken.None);
            var result = await work(new PostgresSession(connection, isTransaction: false, host, slow));
            if (snapshot is not null)
                await snapshot.CommitAsync(CancellationToken.None);
            if (host.Standing.Role == HostRole.Replica)
                metrics.ReadFromReplica();
            return result;
        }
        finally
        {
            Interlocked.Decrement(ref connected);
        }
    }

    private async Task<T> Run<T>(
        PostgresHost host, Progress write, Func<Session, ValueTask<T>> work, CancellationToken cancellation)
    {
        await using var connection = await Open(host, cancellation);
        connection.Notice += write.Heard;
        Interlocked.Increment(ref connected);
        try
        {
            var start = Stopwatch.GetTimestamp();
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, CancellationToken.None);
            var session = new PostgresSession(connection, isTransaction: true, host, slow);
            var result = await work(session);
            if (session.HasFailed)
                throw new InvalidOperationException("A unit of work went on after a statement of it had failed");
            write.IsCommitting = true;
            await Commit(session);
            if (write.IsUnreplicated)
                throw new NpgsqlException("The commit was not replicated in time");
            metrics.Committed(start, committed: 1, rolledBack: 0);
            if (session.Appended is { } facts)
                relay.Committed(facts);
            return result;
        }
        finally
        {
            Interlocked.Decrement(ref connected);
        }
    }

    private async ValueTask<NpgsqlConnection> Open(PostgresHost host, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref waiting) > options.WriteQueue)
        {
            Interlocked.Decrement(ref waiting);
            metrics.WriteRefused();
            throw new StorageUnavailableException("Too many writes wait for a connection");
        }
        try
        {
            return await host.Open(readOnly: false, cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    // Where there are replicas, the caller reads from none that has not replayed the commit: where it is comes with its answer.
    private async ValueTask Commit(PostgresSession session)
    {
        // Not in one expression: what ?. passes over is not evaluated either, and a commit must be.
        if (monitor is null || ReadPosition.Current is not { } position)
            await session.Commit();
        else
            position.Committed(await session.CommitAt());
    }

    /// <summary>How far a transaction came: once the commit is on its way, nobody but the server knows what became of it.</summary>
    private sealed class Progress
    {
        public bool IsCommitting { get; set; }

        /// <summary>
        /// The server gave up waiting for a synchronous replica: it has committed, but a replica that is promoted may not have it
        /// (postgresql.org/docs/15/warm-standby.html#SYNCHRONOUS-REPLICATION). It says so in a warning, and to others the commit succeeded.
        /// </summary>
        public bool IsUnreplicated { get; private set; }

        public void Heard(object sender, NpgsqlNoticeEventArgs said) => IsUnreplicated |= said.Notice.Routine == "SyncRepWaitForLSN";
    }
}
