using Edge.Hosting.Configuration;
using Edge.Hosting.Endpoints;
using Edge.Observability.Health;
using Edge.Observability.Logs;
using Edge.Observability.Metrics;
using Edge.Shared.Contracts;
using Edge.Storage;

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
            .AddMetrics()
            .AddSingleton<ProblemMetrics>()
            .AddSingleton<ThreadPoolProbe>()
            .AddSingleton<ProcessMetrics>()
            .AddSingleton<LogMetrics>()
            .AddSingleton<MetricsRegistry>()
            .AddHostedService<LifecycleLog>()
            .AddSingleton<ProbeStore>()
            .AddSingleton<HealthChecks>();
        return builder;
    }

    public static void MapObservability(this WebApplication app)
    {
        StartMetrics(app.Services);
        app.MapGet("/health", GetHealth.Handle).AllowAnyone().WithName(nameof(GetHealth));
        app.MapGet("/health/live", GetLiveness.Handle).AllowAnyone().WithName(nameof(GetLiveness));
        app.MapGet("/health/ready", GetReadiness.Handle).AllowAnyone().WithName(nameof(GetReadiness));
        app.MapGet("/health/detailed", GetDetailedHealth.Handle).OnAdminListener().WithName(nameof(GetDetailedHealth)).Produces<DetailedHealth>();
        app.MapGet("/metrics", GetMetrics.Handle).OnAdminListener().WithName(nameof(GetMetrics)).Produces<string>(contentType: "text/plain");
        // Load balancers like to ask by HEAD; in the API's description it would only repeat GET.
        app.MapMethods("/health", Head, GetHealth.Handle).AllowAnyone().ExcludeFromDescription();
        app.MapMethods("/health/live", Head, GetLiveness.Handle).AllowAnyone().ExcludeFromDescription();
        app.MapMethods("/health/ready", Head, GetReadiness.Handle).AllowAnyone().ExcludeFromDescription();
    }

    // Before the first connection, and what is only ever observed has nobody else who would create it.
    private static void StartMetrics(IServiceProvider services)
    {
        services.GetRequiredService<MetricsRegistry>();
        services.GetRequiredService<ProcessMetrics>();
        services.GetRequiredService<LogMetrics>();
        services.GetRequiredService<StorageMetrics>();
    }

    private static void SetLevels(ILoggingBuilder logging, LogLevel level) => logging
        .SetMinimumLevel(level > LogLevel.Warning ? level : LogLevel.Warning)
        .AddFilter("Edge", level)
        // Its lines are the access log's business, and while it is on the framework makes an Activity and a scope for every request.
        .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
}
