using Microsoft.Data.Sqlite;

namespace Edge.Storage.Sqlite;

/// <summary>A unit of work on its way through the writer: executed, then acknowledged once the commit it shares is on disk.</summary>
internal abstract class QueuedWrite
{
    /// <summary>Runs the work; false when it threw and must be rolled back.</summary>
    public abstract bool Execute(SqliteSession session);

    public abstract void Acknowledge();

    public abstract void Fail(Exception error);
}

internal sealed class QueuedWrite<T>(Func<Session, ValueTask<T>> work, CancellationToken cancellation) : QueuedWrite
{
    private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? result;
    private Exception? failure;

    public Task<T> Completion => completion.Task;

    public override bool Execute(SqliteSession session)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            var pending = work(session);
            if (!pending.IsCompleted)
                throw new InvalidOperationException("A transaction may await the database only");
            result = pending.GetAwaiter().GetResult();
            return true;
        }
        catch (SqliteException error) when (error.SqliteExtendedErrorCode == RefusedByTrigger)
        {
            failure = new StorageUnavailableException("The database takes no writes", error);
            return false;
        }
        catch (SqliteException error) when (!StatementFaults.Contains(error.SqliteErrorCode))
        {
            // Disk full, I/O error, corruption: the whole commit is in doubt, so the writer starts over.
            throw;
        }
        catch (Exception error)
        {
            failure = error;
            return false;
        }
    }

    public override void Acknowledge()
    {
        if (failure is OperationCanceledException)
            completion.TrySetCanceled(cancellation);
        else if (failure is not null)
            completion.TrySetException(failure);
        else
            completion.TrySetResult(result!);
    }

    public override void Fail(Exception error) => completion.TrySetException(error);

    // SQLITE_CONSTRAINT_TRIGGER: the only triggers that refuse are those of a database that was moved away.
    private const int RefusedByTrigger = 1811;

    // ERROR, TOOBIG, CONSTRAINT, MISMATCH, RANGE end a statement and leave the transaction (sqlite.org/rescode.html).
    private static ReadOnlySpan<int> StatementFaults => [1, 18, 19, 20, 25];
}
