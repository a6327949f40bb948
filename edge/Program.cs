using Edge.Caching;
using Edge.Caching.Warming;
using Edge.Commands;
using Edge.Features;
using Edge.Hosting;
using Edge.Hosting.Configuration;
using Edge.Observability;
using Edge.Pipeline;
using Edge.Storage;

namespace Edge;

/// <summary>The table of contents: every module in the order in which the next one may use it.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => CommandLine.Run(args);

    /// <summary>Composes the service. Nothing is opened or listened to before <see cref="Start"/>.</summary>
    /// <exception cref="ConfigurationFaultException">Some settings are wrong; all of them are named.</exception>
    public static WebApplication Compose(
        Settings settings, Action<WebApplicationBuilder>? customise = null, Action<WebApplication>? map = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder
            .AddHosting(settings)
            .AddStorage(settings)
            .AddObservability(settings)
            .AddCaching(settings)
            .AddPipeline(settings)
            .AddFeatures(settings);
        customise?.Invoke(builder);
        settings.Verify();

        var app = builder.Build();
        app.UseCaching();
        app.UsePipeline();
        app.MapFeatures();
        map?.Invoke(app);
        return app;
    }

    /// <param name="stopping">Ends the wait for what is done before the service is ready.</param>
    public static async Task Start(WebApplication app, CancellationToken stopping = default)
    {
        // Beside the rest of the start; the first request waits for what is left of it.
        var endpoints = app.BuildEndpoints();
        await app.Services.MigrateStorage();
        await app.Services.GetRequiredService<DatabaseEpoch>().Load();
        await app.StartHosting(async () =>
        {
            await endpoints;
            await app.Services.GetRequiredService<Warmer>().AtStart(stopping);
        });
    }
}
