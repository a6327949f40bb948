using Edge.Hosting.Configuration;
using Edge.Storage;
using Edge.Storage.Migrations;
using Edge.Storage.Move;

namespace Edge.Commands;

/// <summary>Moves the installation between SQLite and PostgreSQL while it serves.</summary>
internal static class Move
{
    /// <param name="to">Null with <paramref name="reopen"/>.</param>
    public static async Task<int> Run(Settings from, Settings? to, bool keep, bool reopen, TextWriter output)
    {
        await using var source = Program.Compose(from);
        ExistingDatabase.Require(source.Services);
        using var sourceEnd = End(source.Services);
        if (reopen)
        {
            await Mover.Reopen(sourceEnd);
            await output.WriteLineAsync($"{sourceEnd.Name} is in service again.");
            return 0;
        }
        await using var target = Program.Compose(to!);
        using var targetEnd = End(target.Services);
        if (sourceEnd.Dialect == targetEnd.Dialect)
            throw new CommandFailure(Failures.Usage, "A move leads from SQLite to PostgreSQL or back; on one engine use edge backup, or pg_dump.");
        var time = source.Services.GetRequiredService<TimeProvider>();
        await new Mover(sourceEnd, targetEnd, () => Migrate(target.Services), time, output.WriteLineAsync).Run(keep);
        return 0;
    }

    private static MoveEnd End(IServiceProvider services)
    {
        var options = services.GetRequiredService<StorageOptions>();
        return options.Server is { } server ? new PostgresEnd(server) : new SqliteEnd(Path.GetFullPath(options.SqlitePath));
    }

    private static async Task Migrate(IServiceProvider services)
    {
        var engine = services.GetRequiredService<IDatabaseEngine>();
        await using var connection = await engine.OpenForMigration();
        await services.GetRequiredService<Migrator>().Run(connection, Migration.Embedded(engine.Dialect));
    }
}
