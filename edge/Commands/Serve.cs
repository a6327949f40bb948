using Edge.Hosting.Configuration;

namespace Edge.Commands;

internal static class Serve
{
    public static async Task<int> Run(Settings settings)
    {
        await using var app = Program.Compose(settings);
        await Program.Start(app);
        await SignInLink.PrintFirst(app);
        await app.WaitForShutdownAsync();
        return 0;
    }
}
