using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Caching.Analytics;

/// <summary>GET /api/v1/admin/cache/keys: what this node is asked for most. Keys name shipments by their tokens.</summary>
internal static class ListCacheKeys
{
    private const int Usual = 50;
    private const int Most = 1000;

    public static JsonAnswer<CacheKeyList> Handle(CacheAnalytics analytics, TimeProvider time, int? limit)
    {
        if (limit is < 1 or > Most)
            throw new ProblemException(Problems.InvalidParameter("limit", $"1 to {Most}."));
        var top = analytics.Top.Top(limit ?? Usual);
        var from = top.From == 0 ? time.GetUtcNow() : DateTimeOffset.FromUnixTimeMilliseconds(top.From);
        var items = top.Keys.ConvertAll(key => new CacheKey(key.Family.Name, key.Key, key.AtLeast, key.AtMost));
        return Answers.Ok(new CacheKeyList(from, analytics.Top.Distance, items), WireJson.Default.CacheKeyList);
    }
}
