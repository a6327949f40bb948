using Edge.Hosting.Configuration;
using Edge.Storage;

namespace Edge.Commands;

internal static class Migrate
{
    public static async Task<int> Run(Settings settings, TextWriter output)
    {
        await using var app = Program.Compose(settings);
        var applied = await app.Services.MigrateStorage();
        await output.WriteLineAsync(applied == 0 ? "The database is up to date." : $"Applied {applied} migrations.");
        return 0;
    }
}
