using Edge.Hosting;
using Edge.Hosting.Configuration;
using Edge.Storage;

namespace Edge.Commands;

internal static class Serve
{
    public static async Task<int> Run(Settings settings, TextWriter output)
    {
        using var signals = new StopSignals();
        await using var app = Program.Compose(settings);
        var shutdown = app.Services.GetRequiredService<Shutdown>();
        try
        {
            await Program.Start(app, signals.Stopping);
            await SignInLink.PrintFirst(app, output);
            await Task.WhenAny(signals.First, app.WaitForShutdownAsync());
            await shutdown.Run(app);
        }
        finally
        {
            // Before the container, which stops at the first Dispose that throws.
            app.Services.CloseStorage();
        }
        // Without a signal a worker failed and took the service down; a supervisor shall start it again.
        return signals.First.IsCompleted ? 0 : Failures.Internal;
    }
}
