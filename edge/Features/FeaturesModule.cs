using Edge.Features.ApiKeys;
using Edge.Features.SignIn;
using Edge.Features.Tracking;
using Edge.Hosting.Configuration;

namespace Edge.Features;

internal static class FeaturesModule
{
    public static WebApplicationBuilder AddFeatures(this WebApplicationBuilder builder, Settings settings)
    {
        builder.Services.AddSignIn();
        return builder.AddTracking(settings);
    }

    /// <summary>The URL map.</summary>
    public static void MapFeatures(this WebApplication app)
    {
        app.MapSignIn();
        app.MapApiKeys();
        app.MapGroup("/api/v1").MapTracking();
    }
}
