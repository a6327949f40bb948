using Edge.Hosting.Configuration;
using Edge.Storage;
using Edge.Storage.Backups;

namespace Edge.Commands;

internal static class Backup
{
    public static async Task<int> Run(Settings settings, string file, TextWriter output)
    {
        await using var app = Program.Compose(settings);
        RefuseServer(app.Services);
        ExistingDatabase.Require(app.Services);
        try
        {
            await app.Services.GetRequiredService<DatabaseBackup>().Run(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(Failures.CannotCreate, $"The backup cannot be written: {error.Message}");
        }
        await output.WriteLineAsync($"Wrote {file}, {new FileInfo(file).Length} bytes.");
        return 0;
    }

    /// <summary>What a server keeps is backed up with the server's own tools.</summary>
    public static void RefuseServer(IServiceProvider services)
    {
        if (services.GetRequiredService<StorageOptions>().Server is not null)
            throw new CommandFailure(Failures.Usage, "The database is a PostgreSQL server; use pg_dump and pg_restore, or pg_basebackup.");
    }
}
