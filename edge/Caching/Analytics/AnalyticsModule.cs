using Edge.Caching.HttpCaching;
using Edge.Caching.Tuning;
using Edge.Caching.TwoLevel;
using Edge.Caching.Warming;
using Edge.Hosting;
using Edge.Hosting.Configuration;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Caching.Analytics;

internal static class AnalyticsModule
{
    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddAnalytics(this IServiceCollection services, Settings settings) => services
        .AddSingleton(WarmingOptions.Read(settings))
        .AddSingleton<CacheAnalytics>()
        .AddSingleton<HotKeyStore>()
        .AddSingleton<Warmer>()
        .AddLogger<Warmer>()
        .AddSingleton<AnalyticsWorker>()
        .AddLogger<AnalyticsWorker>()
        .AddHostedService(provider => provider.GetRequiredService<AnalyticsWorker>())
        .AddSingleton<Knobs>()
        .AddSingleton<RecommendationId>()
        .AddSingleton<Recommendations>()
        .AddSingleton<TuningStore>()
        .AddSingleton<TuningWorker>()
        .AddLogger<TuningWorker>()
        .AddSingleton(new FactTagRule(TuningTarget.Noun, [TuningStore.FactKind]))
        .AddHostedService(provider => provider.GetRequiredService<TuningWorker>());

    /// <param name="cache">The group of /api/v1/admin/cache.</param>
    public static void MapCacheAdmin(this RouteGroupBuilder cache)
    {
        cache.RequirePermission(Permission.CacheManage).Cached(CachePolicy.NoStore);
        cache.MapMethods("", Read, GetCacheReport.Handle).WithName(nameof(GetCacheReport));
        cache.MapMethods("/keys", Read, ListCacheKeys.Handle).WithName(nameof(ListCacheKeys));
        cache.MapMethods("/recommendations", Read, ListCacheRecommendations.Handle).WithName(nameof(ListCacheRecommendations));
        cache.MapPost("/recommendations/{id}/apply", ApplyCacheRecommendation.Handle).WithName(nameof(ApplyCacheRecommendation))
            .Produces<CacheChange>();
        cache.MapPost("/changes/{id:guid}/undo", UndoCacheChange.Handle).WithName(nameof(UndoCacheChange)).Produces<CacheChange>();
        cache.MapPost("/purge", PurgeCache.Handle).WithName(nameof(PurgeCache));
    }
}
