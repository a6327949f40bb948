using Edge.Hosting.Configuration;
using Edge.Storage;
using Edge.Storage.Backups;
using Edge.Storage.Migrations;

namespace Edge.Commands;

internal static class Restore
{
    public static async Task<int> Run(Settings settings, string file, TextWriter output)
    {
        await using var app = Program.Compose(settings);
        Backup.RefuseServer(app.Services);
        try
        {
            var kept = await app.Services.GetRequiredService<DatabaseRestore>().Run(file, Migration.Embedded(Dialect.Sqlite));
            await output.WriteLineAsync(kept is null ? $"Restored {file}." : $"Restored {file}; the database before it is {kept}.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(Failures.CannotCreate, $"The backup cannot be restored: {error.Message}");
        }
        return 0;
    }
}
