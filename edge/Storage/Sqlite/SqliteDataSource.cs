using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Edge.Storage.Sqlite;

/// <summary>Opens connections to one database file with the pragmas that every connection needs.</summary>
internal sealed class SqliteDataSource(string path, bool readOnly) : DbDataSource
{
    static SqliteDataSource()
    {
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        // Each connection is used by one thread at a time, so that it needs no lock of its own (sqlite.org/threadsafe.html).
        raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    public override string ConnectionString { get; } = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
        Pooling = false,
    }.ConnectionString;

    /// <exception cref="StorageUnavailableException">The file cannot be opened, or is no database.</exception>
    public SqliteSession OpenSession(SlowQueries? slow = null) => new((SqliteConnection)OpenConnection(), slow);

    protected override DbConnection CreateDbConnection() => new SqliteConnection(ConnectionString);

    protected override DbConnection OpenDbConnection()
    {
        var connection = new SqliteConnection(ConnectionString);
        try
        {
            if (!readOnly)
                Create(path);
            connection.Open();
            // FULL: in WAL mode the commit is acknowledged only after fsync (sqlite.org/pragma.html#pragma_synchronous).
            Run(connection, "pragma busy_timeout = 30000");
            if (!readOnly)
            {
                Run(connection, "pragma journal_mode = wal");
                Run(connection, "pragma synchronous = full; pragma foreign_keys = on; pragma journal_size_limit = 67108864");
                // A page that many commits change is copied from the log of 64 MB into the file once for all of them.
                Run(connection, "pragma wal_autocheckpoint = 16384");
            }
            Run(connection, readOnly ? "pragma cache_size = -8192" : "pragma cache_size = -32768");
            Run(connection, "pragma mmap_size = 268435456; pragma temp_store = memory");
            return connection;
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
        {
            connection.Dispose();
            throw new StorageUnavailableException($"The database {path} cannot be opened", error);
        }
    }

    private static void Run(SqliteConnection connection, string statements)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statements;
        command.ExecuteNonQuery();
    }

    // It holds names and addresses: for the owner's eyes only. SQLite gives the files beside it the same mode.
    private static void Create(string path)
    {
        if (File.Exists(path))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
    }
}
