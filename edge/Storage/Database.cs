using Edge.Storage.Sqlite;

namespace Edge.Storage;

/// <summary>
/// The database of this node. Reads see one consistent snapshot; transactions are durable before they are acknowledged, and
/// a unit of work that throws leaves no trace.
/// </summary>
internal sealed class Database(SqliteReaders readers, SqliteWriter writer)
{
    /// <summary>Runs <paramref name="work"/> on one snapshot.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be reached or read.</exception>
    public ValueTask<T> Read<T>(Func<Session, ValueTask<T>> work, CancellationToken cancellation = default) =>
        readers.Run(work, cancellation);

    /// <summary>Runs <paramref name="work"/> in a transaction; the task completes once its commit is on disk.</summary>
    /// <exception cref="StorageUnavailableException">The queue is full, or the disk refuses.</exception>
    public Task<T> Transaction<T>(Func<Session, ValueTask<T>> work, CancellationToken cancellation = default) =>
        writer.Run(work, cancellation);

    /// <summary>One statement in a transaction of its own; gives the number of changed rows.</summary>
    public Task<int> Write(Sql.SqlText sql, CancellationToken cancellation = default) =>
        writer.Run(session => session.Execute(sql), cancellation);
}
