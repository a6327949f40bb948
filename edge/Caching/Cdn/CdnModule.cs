using Edge.Caching.HttpCaching;
using Edge.Caching.TwoLevel;
using Edge.Hosting;
using Edge.Hosting.Configuration;
using Edge.Hosting.Http;
using Edge.Observability.Health;
using Edge.Shared.Contracts;
using Edge.Storage.Facts;

namespace Edge.Caching.Cdn;

internal static class CdnModule
{
    /// <summary>Registers what describes answers to caches in front, and where one is configured, what purges it.</summary>
    public static IServiceCollection AddCdn(this IServiceCollection services, Settings settings)
    {
        var options = CdnOptions.Read(settings);
        var lifetimes = SharedLifetimes.Read(settings);
        services.AddSingleton<CacheTags>();
        if (options.Makers.Count == 0)
            return services.AddSingleton(provider => Sharing(provider, lifetimes, null));
        return services
            .AddSingleton<HttpSender>()
            .AddSingleton<CdnMetrics>()
            .AddSingleton<PurgeStore>()
            .AddSingleton(provider => options.Make(provider.GetRequiredService<HttpSender>()))
            .AddSingleton(provider => Sharing(provider, lifetimes, Headers(provider.GetRequiredService<ICdn[]>())))
            .AddSingleton(provider => Progress(provider))
            .AddSingleton(provider => new ComponentCheck("cdn", HealthState.Degraded, _ => Task.FromResult(Look(provider))))
            .AddHostedService(provider => Worker(provider, options.PurgeAgainAfter))
            .AddLogger<PurgeWorker>();
    }

    private static SharedCaching Sharing(IServiceProvider services, SharedLifetimes lifetimes, List<TagHeader>? headers) =>
        new(lifetimes, headers, services.GetRequiredService<CacheTags>());

    private static List<TagHeader> Headers(ICdn[] all)
    {
        var headers = new List<TagHeader>();
        foreach (var cdn in all)
        {
            if (cdn.Tags is { } tags && !headers.Contains(tags))
                headers.Add(tags);
        }
        return headers;
    }

    private static PurgeProgress[] Progress(IServiceProvider services)
    {
        var time = services.GetRequiredService<TimeProvider>();
        PurgeProgress[] all = [.. services.GetRequiredService<ICdn[]>().Select(cdn => new PurgeProgress(cdn.Name, time))];
        services.GetRequiredService<CdnMetrics>().Observe(all);
        return all;
    }

    private static PurgeWorker Worker(IServiceProvider services, TimeSpan againAfter)
    {
        var facts = services.GetRequiredService<FactLog>();
        var time = services.GetRequiredService<TimeProvider>();
        var progress = services.GetRequiredService<PurgeProgress[]>();
        PublicPaths[] paths = [.. services.GetServices<PublicPaths>()];
        var followers = services.GetRequiredService<ICdn[]>().Select((cdn, at) => new PurgeFollower(
            cdn,
            new PurgeTargets(
                cdn, services.GetRequiredService<FactTags>(), services.GetRequiredService<CacheTags>(), paths, services,
                services.GetRequiredService<CdnMetrics>()),
            services.GetRequiredService<PurgeStore>(),
            facts,
            againAfter,
            progress[at],
            time));
        return new PurgeWorker([.. followers], progress, facts, services, time, services.GetRequiredService<ILogger<PurgeWorker>>());
    }

    // What is cached grows old until its time is over, and no older: never a reason to send nobody here.
    private static Finding Look(IServiceProvider services)
    {
        var all = services.GetRequiredService<PurgeProgress[]>();
        var state = all.All(one => one.Failure is null) ? HealthState.Healthy : HealthState.Degraded;
        return new Finding(state, string.Join("; ", all.Select(one => $"{one.Name} {Told(one)}")));
    }

    private static string Told(PurgeProgress one) =>
        $"{one.Lag.TotalSeconds:0.0} s behind{(one.Failure is { } failure ? $", {failure}" : "")}";
}
