using Edge.Caching.Analytics;
using Edge.Caching.Cdn;
using Edge.Caching.HttpCaching;
using Edge.Caching.Rendered;
using Edge.Caching.TwoLevel;
using Edge.Hosting;
using Edge.Hosting.Configuration;
using Edge.Storage.Redis;
using Microsoft.Extensions.Caching.Hybrid;

namespace Edge.Caching;

internal static class CachingModule
{
    public static WebApplicationBuilder AddCaching(this WebApplicationBuilder builder, Settings settings)
    {
        var options = CachingOptions.Read(settings);
        builder.Services
            .AddSingleton(options)
            .AddSingleton<Edition>()
            .AddSingleton(_ => new MemoryLevel(options.MemoryBytes))
            .AddSingleton<FactTags>()
            .AddSingleton<Coherence>()
            .AddSingleton<Flights>()
            .AddSingleton<EdgeCache>()
            .AddLogger<EdgeCache>()
            .AddSingleton<HybridCache>(services => services.GetRequiredService<EdgeCache>())
            .AddCdn(settings)
            .AddSingleton<CachedAnswers>()
            .AddSingleton<CacheMetrics>()
            .AddAnalytics(settings);
        // Redis first: whether there are others who must hear is known before the first look.
        if (builder.Services.Any(service => service.ServiceType == typeof(RedisClient)))
            builder.Services.AddSingleton<RedisLevel>().AddHostedService<InvalidationRelay>();
        builder.Services.AddHostedService<CoherenceWorker>().AddLogger<CoherenceWorker>();
        return builder;
    }

    public static void UseCaching(this WebApplication app)
    {
        // Only ever observed, so nobody else would create it.
        app.Services.GetRequiredService<CacheMetrics>();
    }
}
