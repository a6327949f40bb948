namespace Edge.Storage;

/// <summary>
/// The database of this node. Reads see one consistent snapshot; transactions are durable before they are acknowledged, and
/// a unit of work that throws leaves no trace.
/// </summary>
internal sealed class Database(IDatabaseEngine engine)
{
    public Dialect Dialect => engine.Dialect;

    /// <summary>Runs <paramref name="work"/> on one snapshot.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be reached or read.</exception>
    public ValueTask<T> Read<T>(Func<Session, ValueTask<T>> work, CancellationToken cancellation = default) =>
        engine.Read(work, cancellation);

    /// <summary>The first row that one statement finds, or null; on a server it is one trip instead of two.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be reached or read.</exception>
    public ValueTask<T?> First<T>(Sql.SqlText sql, CancellationToken cancellation = default) where T : class, Sql.IRow<T> =>
        engine.ReadOnce(session => session.First<T>(sql), cancellation);

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction; the task completes once its commit is on disk. The work is repeated when
    /// another transaction was quicker, so it must have no effects but those on the session.
    /// </summary>
    /// <exception cref="StorageUnavailableException">
    /// The queue is full, or the database cannot be reached or written. Whether the work was committed is unknown.
    /// </exception>
    public Task<T> Transaction<T>(Func<Session, ValueTask<T>> work, CancellationToken cancellation = default) =>
        engine.Transaction(work, cancellation);

    /// <summary>One statement in a transaction of its own; gives the number of changed rows.</summary>
    public Task<int> Write(Sql.SqlText sql, CancellationToken cancellation = default) =>
        engine.Transaction(session => session.Execute(sql), cancellation);
}
