using Edge.Storage.Sql;
using Edge.Storage.Sqlite;

namespace Edge.Storage.Migrations;

/// <summary>Brings the schema to this build's state before anything else uses it, each step whole or not at all.</summary>
internal sealed partial class Migrator(SqliteConnections connections, TimeProvider time, ILogger<Migrator> log)
{
    /// <returns>How many migrations were applied.</returns>
    /// <exception cref="MigrationException">An applied migration was changed, or is unknown to this build.</exception>
    public async Task<int> Run(IReadOnlyList<Migration> migrations)
    {
        using var session = connections.Open(readOnly: false);
        session.Run("""
            create table if not exists migrations (
                name text primary key, checksum text not null, applied_at integer not null)
            """);
        var applied = await session.List<AppliedMigration>($"select name, checksum from migrations order by name");
        Verify(migrations, applied);
        foreach (var migration in migrations.Skip(applied.Count))
            await Apply(session, migration);
        return migrations.Count - applied.Count;
    }

    private static void Verify(IReadOnlyList<Migration> migrations, List<AppliedMigration> applied)
    {
        for (var i = 0; i < applied.Count; i++)
        {
            if (i >= migrations.Count || migrations[i].Name != applied[i].Name)
            {
                throw new MigrationException(
                    $"The database has migration {applied[i].Name}, which this build does not know in that place. "
                    + "Start the release that wrote it, or a newer one; or restore a backup made by this one.");
            }
            if (migrations[i].Checksum != applied[i].Checksum)
            {
                throw new MigrationException(
                    $"Migration {applied[i].Name} was changed after it had been applied. Put its released text back and add a new migration.");
            }
        }
    }

    private async Task Apply(SqliteSession session, Migration migration)
    {
        session.Run("begin immediate");
        try
        {
            // Another process may have been quicker between the look and the lock.
            if (await session.Number($"select 1 from migrations where name = {migration.Name}") is null)
            {
                session.Script(migration.Text);
                await session.Execute($"""
                    insert into migrations (name, checksum, applied_at) values ({migration.Name}, {migration.Checksum}, {time.GetUtcNow()})
                    """);
            }
            session.Run("commit");
        }
        catch
        {
            session.Run("rollback");
            throw;
        }
        LogApplied(migration.Name);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied migration {Name}")]
    private partial void LogApplied(string name);

    private sealed record AppliedMigration(string Name, string Checksum) : IRow<AppliedMigration>
    {
        public static AppliedMigration Read(Columns columns) => new(columns.Text(0), columns.Text(1));
    }
}
