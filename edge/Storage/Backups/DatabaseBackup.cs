using Edge.Storage.Sqlite;

namespace Edge.Storage.Backups;

/// <summary>Copies the database as it is at one moment, while the service reads and writes.</summary>
internal sealed class DatabaseBackup(SqliteConnections connections)
{
    /// <exception cref="IOException">The file exists or cannot be written.</exception>
    /// <exception cref="StorageUnavailableException">The database cannot be opened.</exception>
    public async Task Run(string file)
    {
        var path = Path.GetFullPath(file);
        if (Path.Exists(path))
            throw new IOException($"{path} exists; name a new file");
        var temporary = $"{path}.{Guid.CreateVersion7():n}.tmp";
        using var session = connections.Open(readOnly: true);
        try
        {
            DurableFile.CreatePrivate(temporary);
            // A snapshot reader in WAL mode: writers are not held up (sqlite.org/lang_vacuum.html#vacuuminto).
            await session.Execute($"vacuum into {temporary}");
            DurableFile.Sync(temporary);
            DurableFile.Publish(temporary, path, replace: false);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
