using Edge.Hosting.Configuration;
using Edge.Storage.Backups;

namespace Edge.Commands;

internal static class Backup
{
    public static async Task<int> Run(Settings settings, string file, TextWriter output)
    {
        await using var app = Program.Compose(settings);
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
}
