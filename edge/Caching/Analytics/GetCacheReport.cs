using Edge.Caching.HttpCaching;
using Edge.Caching.TwoLevel;
using Edge.Shared.Contracts;

namespace Edge.Caching.Analytics;

/// <summary>GET /api/v1/admin/cache: what this node's cache did and holds.</summary>
internal static class GetCacheReport
{
    public static JsonAnswer<CacheReport> Handle(CacheAnalytics analytics, EdgeCache cache, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var windows = new CacheWindow[(int)Window.Day + 1];
        for (var window = Window.Minute; window <= Window.Day; window++)
            windows[(int)window] = analytics.Read(window).ToContract(window, now.ToUnixTimeMilliseconds());
        var report = new CacheReport(
            now,
            DateTimeOffset.FromUnixTimeMilliseconds(analytics.Since),
            new CacheMemory(cache.CapacityBytes, cache.Bytes, cache.Entries),
            HoldingsOf(cache),
            windows);
        return Answers.Ok(report, WireJson.Default.CacheReport);
    }

    private static CacheHolding[] HoldingsOf(EdgeCache cache)
    {
        var holdings = new CacheHolding[cache.Families.Count];
        for (var i = 0; i < holdings.Length; i++)
        {
            var family = cache.Families[i];
            holdings[i] = new CacheHolding(family.Name, family.Counters.Bytes, family.Counters.Entries, family.LifetimePercent);
        }
        return holdings;
    }
}
