using Edge.Features.Tracking.Demo;
using Edge.Hosting.Configuration;
using Edge.Storage;

namespace Edge.Commands;

/// <summary>Fills the database with the demo data set, for a first look at the service.</summary>
internal static class SeedDemo
{
    public static async Task<int> Run(Settings settings, TextWriter output)
    {
        await using var app = Program.Compose(settings);
        await app.Services.MigrateStorage();
        var seeded = await app.Services.GetRequiredService<DemoSeeder>().Run();
        await output.WriteLineAsync($"{seeded} demo parcels added; {DemoParcels.All.Count - seeded} were there already.");
        return 0;
    }
}
