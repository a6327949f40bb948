using Edge.Hosting.Configuration;

namespace Edge.Observability;

internal static class ObservabilityModule
{
    public static WebApplicationBuilder AddObservability(this WebApplicationBuilder builder, Settings settings)
    {
        builder.Services.AddLogging();
        return builder;
    }
}
