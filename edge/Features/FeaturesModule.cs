using Edge.Features.AppShell;
using Edge.Hosting.Configuration;

namespace Edge.Features;

internal static class FeaturesModule
{
    public static WebApplicationBuilder AddFeatures(this WebApplicationBuilder builder, Settings settings)
    {
        builder.Services.AddAppShell();
        return builder;
    }

    /// <summary>The URL map.</summary>
    public static void MapFeatures(this WebApplication app)
    {
        app.MapAppShell(); // last: pages are what nothing else claims
    }
}
