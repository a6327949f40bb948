using Edge.Caching.Analytics;
using Edge.Features.Access;
using Edge.Features.ApiKeys;
using Edge.Features.AppShell;
using Edge.Features.Push;
using Edge.Features.SignIn;
using Edge.Features.Tracking;
using Edge.Hosting.Configuration;
using Edge.Observability;
using Edge.Pipeline.RateLimiting;

namespace Edge.Features;

internal static class FeaturesModule
{
    public static WebApplicationBuilder AddFeatures(this WebApplicationBuilder builder, Settings settings)
    {
        builder.Services.AddSignIn(settings).AddApiKeys(settings).AddAccess().AddAppShell(settings).AddPush(settings);
        return builder.AddTracking(settings);
    }

    /// <summary>The URL map.</summary>
    public static void MapFeatures(this WebApplication app)
    {
        app.MapTracking();
        app.MapSignIn();
        app.MapAccess();
        app.MapApiKeys();
        app.MapPush();
        app.MapGroup("/api/v1/admin/cache").LimitedByMethod().MapCacheAdmin();
        app.MapObservability();
        app.MapAppShell(); // last: pages are what nothing else claims
    }
}
