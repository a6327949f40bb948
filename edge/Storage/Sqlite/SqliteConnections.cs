namespace Edge.Storage.Sqlite;

/// <summary>The service's own database file, for reading and for writing.</summary>
internal sealed class SqliteConnections : IDisposable
{
    private readonly SqliteDataSource reading;
    private readonly SqliteDataSource writing;
    private readonly SlowQueries? slow;

    public SqliteConnections(StorageOptions options, SlowQueries slow)
    {
        this.slow = slow.IsOn ? slow : null;
        DatabasePath = Path.GetFullPath(options.SqlitePath);
        reading = new SqliteDataSource(DatabasePath, readOnly: true);
        writing = new SqliteDataSource(DatabasePath, readOnly: false);
    }

    public string DatabasePath { get; }

    /// <exception cref="StorageUnavailableException">The file cannot be opened.</exception>
    public SqliteSession Open(bool readOnly) => (readOnly ? reading : writing).OpenSession(slow);

    public void Dispose()
    {
        reading.Dispose();
        writing.Dispose();
    }
}
