using System.Data.Common;
using Edge.Storage.Sql;

namespace Edge.Storage.Migrations;

/// <summary>Brings the schema to this build's state before anything else uses it, each step whole or not at all.</summary>
internal sealed partial class Migrator(TimeProvider time, ILogger<Migrator> log)
{
    /// <returns>How many migrations were applied.</returns>
    /// <exception cref="MigrationException">An applied migration was changed, is unknown to this build, or a new one fails.</exception>
    public async Task<int> Run(IMigrationConnection connection, IReadOnlyList<Migration> migrations)
    {
        await connection.Prepare("""
            create table if not exists migrations (
                name text primary key, checksum text not null, applied_at bigint not null)
            """);
        var count = 0;
        if (await Pending(connection.Session, migrations) is not null)
        {
            while (await ApplyNext(connection, migrations))
                count++;
        }
        return count;
    }

    /// <summary>The first migration that the database lacks; null when it has them all.</summary>
    /// <exception cref="MigrationException">What was applied is not what this build would have applied.</exception>
    public static async ValueTask<Migration?> Pending(Session session, IReadOnlyList<Migration> migrations)
    {
        var applied = await session.List<AppliedMigration>($"select name, checksum from migrations order by name");
        for (var i = 0; i < applied.Count; i++)
        {
            if (!migrations.Any(migration => migration.Name == applied[i].Name))
                throw new MigrationException($"The database has migration {applied[i].Name}, which this build does not know. {UseItsRelease}");
            if (migrations[i].Name != applied[i].Name)
                throw new MigrationException($"The database has migration {applied[i].Name}, but not {migrations[i].Name} before it. {UseItsRelease}");
            if (migrations[i].Checksum != applied[i].Checksum)
            {
                throw new MigrationException(
                    $"Migration {applied[i].Name} was changed after it had been applied. Put its released text back and add a new migration.");
            }
        }
        return applied.Count < migrations.Count ? migrations[applied.Count] : null;
    }

    private const string UseItsRelease = "Start the release that wrote it, or a newer one; or restore a backup made by this one.";

    // Looks again under the lock: another process may have been quicker.
    private async Task<bool> ApplyNext(IMigrationConnection connection, IReadOnlyList<Migration> migrations)
    {
        await connection.Begin();
        var name = "";
        try
        {
            if (await Pending(connection.Session, migrations) is not { } next)
            {
                await connection.RollBack();
                return false;
            }
            name = next.Name;
            await connection.Script(next.Text);
            await connection.Session.Execute($"""
                insert into migrations (name, checksum, applied_at) values ({next.Name}, {next.Checksum}, {time.GetUtcNow()})
                """);
            await connection.Commit();
        }
        catch (DbException error)
        {
            await connection.RollBack();
            throw new MigrationException($"Migration {name} failed and was undone: {error.Message}");
        }
        LogApplied(name);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied migration {Name}")]
    private partial void LogApplied(string name);

    private sealed record AppliedMigration(string Name, string Checksum) : IRow<AppliedMigration>
    {
        public static AppliedMigration Read(Columns columns) => new(columns.Text(0), columns.Text(1));
    }
}
