using System.Globalization;
using Edge.Storage.Migrations;
using Edge.Storage.Sql;
using Edge.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Edge.Storage.Backups;

/// <summary>Puts a backup in the database's place. It is copied and verified first, and what it replaces is kept beside it.</summary>
internal sealed class DatabaseRestore(SqliteConnections connections, TimeProvider time)
{
    // The bytes that SQLite locks for any use of a database (sqlite.org/src/file/src/os.h: PENDING_BYTE to SHARED_FIRST + SHARED_SIZE).
    private const long LockFrom = 0x40000000;
    private const long LockLength = 512;

    /// <returns>Where the replaced database is now; null when there was none.</returns>
    /// <exception cref="InvalidBackupException">The file is damaged, no Edge database, or written by a newer release.</exception>
    /// <exception cref="StorageUnavailableException">The database is in use.</exception>
    public async Task<string?> Run(string file, IReadOnlyList<Migration> migrations)
    {
        if (HasLog(file))
            throw new InvalidBackupException($"{file}-wal lies beside it: the file was in use when it was copied; make a copy with edge backup");
        var temporary = $"{connections.DatabasePath}.{Guid.CreateVersion7():n}.tmp";
        try
        {
            Copy(file, temporary);
            await Verify(file, temporary, migrations);
            DurableFile.Sync(temporary);
            return Replace(temporary);
        }
        finally
        {
            foreach (var suffix in (string[])["", "-wal", "-shm"])
                File.Delete(temporary + suffix);
        }
    }

    private static void Copy(string file, string temporary)
    {
        using var source = File.OpenRead(file);
        Directory.CreateDirectory(Path.GetDirectoryName(temporary)!);
        DurableFile.CreatePrivate(temporary);
        using var target = File.OpenWrite(temporary);
        source.CopyTo(target);
    }

    private static async Task Verify(string file, string copy, IReadOnlyList<Migration> migrations)
    {
        try
        {
            using var source = new SqliteDataSource(copy, readOnly: false);
            using var session = source.OpenSession();
            var found = await session.First<Finding>($"pragma integrity_check(1)");
            if (found!.Text != "ok")
                throw new InvalidBackupException($"{file} is damaged: {found.Text}");
            if (await session.Number($"select 1 from sqlite_master where name = 'migrations'") is null
                || await Migrator.Pending(session, migrations) == migrations[0])
            {
                throw new InvalidBackupException($"{file} is not a database of Edge");
            }
            // Its versions count on from an older state: what clients hold of the state before must not pass for the same.
            if (await session.Number($"select 1 from sqlite_master where name = 'database_epoch'") is not null)
                await session.Execute($"delete from database_epoch");
        }
        catch (MigrationException error)
        {
            throw new InvalidBackupException($"{file} does not fit this release: {error.Message}");
        }
        catch (Exception error) when (error is StorageUnavailableException or SqliteException)
        {
            throw new InvalidBackupException($"{file} is damaged, or not a database");
        }
    }

    private string? Replace(string temporary)
    {
        var path = connections.DatabasePath;
        if (!File.Exists(path))
        {
            DurableFile.Publish(temporary, path, replace: false);
            return null;
        }
        using var current = File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        Lock(current);
        var kept = $"{path}.before-restore-{time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}";
        DurableFile.Link(path, kept);
        // A write-ahead log belongs to the file it was written for: under the new one it would be taken for its own.
        if (HasLog(path))
            File.Move(path + "-wal", kept + "-wal");
        File.Delete(path + "-wal");
        File.Delete(path + "-shm");
        DurableFile.Publish(temporary, path, replace: true);
        return kept;
    }

    private static bool HasLog(string path) => new FileInfo(path + "-wal") is { Exists: true, Length: > 0 };

    private void Lock(FileStream database)
    {
        try
        {
            database.Lock(LockFrom, LockLength);
        }
        catch (IOException)
        {
            throw new StorageUnavailableException($"The database {connections.DatabasePath} is in use; stop the service first");
        }
    }

    private sealed record Finding(string Text) : IRow<Finding>
    {
        public static Finding Read(Columns columns) => new(columns.Text(0));
    }
}
