using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Edge.Storage.Sqlite;

/// <summary>Opens connections to the one database file with the pragmas that every connection needs.</summary>
internal sealed class SqliteConnections
{
    private readonly string path;

    public SqliteConnections(StorageOptions options)
    {
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        path = Path.GetFullPath(options.SqlitePath);
    }

    public string DatabasePath => path;

    /// <exception cref="StorageUnavailableException">The file cannot be opened.</exception>
    public SqliteSession Open(bool readOnly) => Open(path, readOnly);

    /// <summary>Opens another database than the service's own: a backup, say.</summary>
    /// <exception cref="StorageUnavailableException">The file cannot be opened, or is no database.</exception>
    public static SqliteSession Open(string path, bool readOnly)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
        }.ConnectionString);
        try
        {
            if (!readOnly)
                Create(path);
            connection.Open();
            var session = new SqliteSession(connection);
            // FULL: in WAL mode the commit is acknowledged only after fsync (sqlite.org/pragma.html#pragma_synchronous).
            session.Run("pragma busy_timeout = 10000");
            if (!readOnly)
            {
                session.Run("pragma journal_mode = wal");
                session.Run("pragma synchronous = full");
                session.Run("pragma foreign_keys = on");
                session.Run("pragma journal_size_limit = 67108864");
            }
            session.Run("pragma cache_size = -8192");
            session.Run("pragma mmap_size = 268435456");
            session.Run("pragma temp_store = memory");
            return session;
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
        {
            connection.Dispose();
            throw new StorageUnavailableException($"The database {path} cannot be opened", error);
        }
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
