using Edge.Storage.Migrations;

namespace Edge.Storage;

/// <summary>What stands behind <see cref="Database"/>. Which one it is is decided once, by the URL; nothing of the other is created.</summary>
internal interface IDatabaseEngine : IDisposable
{
    Dialect Dialect { get; }

    /// <summary>The database file; null when the database is a server.</summary>
    string? File { get; }

    /// <summary>Units of work that wait for their turn to write.</summary>
    int Waiting { get; }

    ValueTask<T> Read<T>(Func<Session, ValueTask<T>> work, CancellationToken cancellation);

    /// <summary>A read of one statement, which needs no snapshot but its own.</summary>
    ValueTask<T> ReadOnce<T>(Func<Session, ValueTask<T>> statement, CancellationToken cancellation);

    Task<T> Transaction<T>(Func<Session, ValueTask<T>> work, CancellationToken cancellation);

    /// <exception cref="StorageUnavailableException">The database cannot be opened.</exception>
    Task<IMigrationConnection> OpenForMigration();

    /// <summary>Called once the schema is this build's.</summary>
    Task Begin();
}
