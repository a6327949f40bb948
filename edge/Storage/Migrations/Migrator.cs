using System.Data.Common;
using Edge.Storage.Sql;

namespace Edge.Storage.Migrations;

/// <summary>
/// Brings the schema to this build's state before anything else uses it, each step whole or not at all. What a newer release has added is
/// left alone: during a rolling upgrade, and after one that is taken back, this build serves on it.
/// </summary>
internal sealed partial class Migrator(TimeProvider time, ILogger<Migrator> log)
{
    /// <returns>How many migrations were applied.</returns>
    /// <exception cref="MigrationException">An applied migration was changed, this build cannot serve on it, or a new one fails.</exception>
    public async Task<int> Run(IMigrationConnection connection, IReadOnlyList<Migration> migrations)
    {
        await connection.Prepare("""
            create table if not exists migrations (
                name text primary key, checksum text not null, applied_at bigint not null)
            """);
        var count = 0;
        var applied = await Applied(connection.Session);
        if (Next(applied, migrations) is not null)
        {
            while (await ApplyNext(connection, migrations))
                count++;
            applied = await Applied(connection.Session);
        }
        var added = applied.ConvertAll(migration => migration.Name)[migrations.Count..];
        if (added.Count > 0)
            LogNewer(string.Join(", ", added));
        return count;
    }

    /// <summary>The first migration that the database lacks; null when it has all of them, and no other.</summary>
    /// <exception cref="MigrationException">What was applied is not what this build would have applied.</exception>
    public static async ValueTask<Migration?> Pending(Session session, IReadOnlyList<Migration> migrations)
    {
        var applied = await Applied(session);
        return Next(applied, migrations) ?? (applied.Count > migrations.Count ? throw Unknown(applied[migrations.Count].Name) : null);
    }

    private const string UseItsRelease = "Start the release that wrote it, or a newer one; or restore a backup made by this one.";

    /// <summary>As <see cref="Pending"/>, but null too where a newer release has added to all that this build knows.</summary>
    private static Migration? Next(List<AppliedMigration> applied, IReadOnlyList<Migration> migrations)
    {
        for (var i = 0; i < applied.Count; i++)
        {
            var (name, checksum) = applied[i];
            if (i >= migrations.Count && IsServed(name, migrations))
                continue;
            if (!migrations.Any(migration => migration.Name == name))
                throw Unknown(name);
            if (migrations[i].Name != name)
                throw new MigrationException($"The database has migration {name}, but not {migrations[i].Name} before it. {UseItsRelease}");
            if (migrations[i].Checksum != checksum)
            {
                throw new MigrationException(
                    $"Migration {name} was changed after it had been applied. Put its released text back and add a new migration.");
            }
        }
        return applied.Count < migrations.Count ? migrations[applied.Count] : null;
    }

    private static bool IsServed(string name, IReadOnlyList<Migration> migrations) =>
        Migration.Needed(name) is not { } needed || migrations.Any(migration => migration.Name.StartsWith(needed, StringComparison.Ordinal));

    private static MigrationException Unknown(string name) =>
        new($"The database has migration {name}, which this build does not know. {UseItsRelease}");

    private static ValueTask<List<AppliedMigration>> Applied(Session session) =>
        session.List<AppliedMigration>($"select name, checksum from migrations order by name");

    // Looks again under the lock: another process may have been quicker.
    private async Task<bool> ApplyNext(IMigrationConnection connection, IReadOnlyList<Migration> migrations)
    {
        await connection.Begin();
        var name = "";
        try
        {
            if (Next(await Applied(connection.Session), migrations) is not { } next)
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "A newer release has changed the database, and this one serves on it: {Migrations}")]
    private partial void LogNewer(string migrations);

    private sealed record AppliedMigration(string Name, string Checksum) : IRow<AppliedMigration>
    {
        public static AppliedMigration Read(Columns columns) => new(columns.Text(0), columns.Text(1));
    }
}
