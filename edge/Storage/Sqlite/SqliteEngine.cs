using Edge.Storage.Migrations;

namespace Edge.Storage.Sqlite;

/// <summary>One file, many readers beside one writer.</summary>
internal sealed class SqliteEngine(SqliteConnections connections, SqliteReaders readers, SqliteWriter writer) : IDatabaseEngine
{
    public Dialect Dialect => Dialect.Sqlite;

    public string? File => connections.DatabasePath;

    public int Waiting => writer.Queued;

    public ValueTask<T> Read<T>(Func<Session, ValueTask<T>> work, CancellationToken cancellation) => readers.Run(work, cancellation);

    public ValueTask<T> ReadOnce<T>(Func<Session, ValueTask<T>> statement, CancellationToken cancellation) =>
        readers.Run(statement, cancellation);

    public Task<T> Transaction<T>(Func<Session, ValueTask<T>> work, CancellationToken cancellation) => writer.Run(work, cancellation);

    public Task<IMigrationConnection> OpenForMigration() =>
        Task.FromResult<IMigrationConnection>(new SqliteMigrationConnection(connections.Open(readOnly: false)));

    public Task Begin()
    {
        writer.Open();
        return Task.CompletedTask;
    }

    /// <summary>Folds the write-ahead log into the database file. The last connection must be one that may write, so readers go first.</summary>
    public void Dispose()
    {
        readers.Dispose();
        writer.Dispose();
    }
}
