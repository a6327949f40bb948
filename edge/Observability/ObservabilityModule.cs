using Edge.Hosting;
using Edge.Hosting.Configuration;
using Edge.Hosting.Endpoints;
using Edge.Observability.Health;
using Edge.Observability.Logs;
using Edge.Observability.Metrics;
using Edge.Storage;
using Edge.Storage.Redis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Edge.Observability;

internal static class ObservabilityModule
{
    private static readonly string[] Head = [HttpMethods.Head];

    public static WebApplicationBuilder AddObservability(this WebApplicationBuilder builder, Settings settings)
    {
        var options = ObservabilityOptions.Read(settings);
        builder.Services
            .AddSingleton(options)
            .AddSingleton(_ => new LogSink(Console.OpenStandardOutput()))
            .AddSingleton<LogLines>()
            .AddSingleton<ILoggerProvider, LineLoggerProvider>()
            .AddLogging(logging => SetLevels(logging, options.LogLevel))
            .AddOptionsOf<LoggerFactoryOptions>()
            .AddOptionsMonitorOf<LoggerFilterOptions>()
            .AddMetrics()
            .AddSingleton<ProblemMetrics>()
            .AddSingleton<ThreadPoolProbe>()
            .AddSingleton<ProcessMetrics>()
            .AddSingleton<LogMetrics>()
            .AddSingleton<MetricsRegistry>()
            .AddLogger<MetricsRegistry>()
            .AddHostedService<LifecycleLog>()
            .AddLogger<LifecycleLog>()
            .AddSingleton<ProbeStore>()
            .AddSingleton<HealthChecks>()
            // AddMetrics would have each start read rules for listeners of metrics that come from a configuration, of which there are none.
            .RemoveAll<IStartupValidator>();
        return builder;
    }

    public static void MapObservability(this WebApplication app)
    {
        StartMetrics(app.Services);
        string[] read = [HttpMethods.Get, HttpMethods.Head];
        app.MapMethods("/health", read, GetHealth.Handle)
            .AllowAnyone().WithName(nameof(GetHealth)).Produces<Shared.Contracts.Health>();
        app.MapMethods("/health/live", read, GetLiveness.Handle)
            .AllowAnyone().WithName(nameof(GetLiveness)).Produces<Shared.Contracts.Health>();
        app.MapMethods("/health/ready", read, GetReadiness.Handle)
            .AllowAnyone().WithName(nameof(GetReadiness)).Produces<Shared.Contracts.Health>();
        app.MapGet("/health/detailed", GetDetailedHealth.Handle).OnAdminListener().WithName(nameof(GetDetailedHealth));
        app.MapGet("/metrics", GetMetrics.Handle).OnAdminListener().WithName(nameof(GetMetrics));
    }

    // Before the first connection, and what is only ever observed has nobody else who would create it.
    private static void StartMetrics(IServiceProvider services)
    {
        services.GetRequiredService<MetricsRegistry>();
        services.GetRequiredService<ProcessMetrics>();
        services.GetRequiredService<LogMetrics>();
        services.GetRequiredService<StorageMetrics>();
        services.GetService<RedisClient>();
    }

    private static void SetLevels(ILoggingBuilder logging, LogLevel level) => logging
        .SetMinimumLevel(level > LogLevel.Warning ? level : LogLevel.Warning)
        .AddFilter("Edge", level)
        // Its lines are the access log's business, and while it is on the framework makes an Activity and a scope for every request.
        .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
}
