using Edge.Caching.HttpCaching;
using Edge.Shared.Contracts;

namespace Edge.Caching.Tuning;

/// <summary>GET /api/v1/admin/cache/recommendations: what the figures of the last day recommend, and the changes that were made.</summary>
internal static class ListCacheRecommendations
{
    public static async Task<JsonAnswer<CacheRecommendationList>> Handle(
        Recommendations recommendations, TuningStore store, CancellationToken cancellation) => Answers.Ok(
            new CacheRecommendationList(recommendations.Now(), await store.List(cancellation)), WireJson.Default.CacheRecommendationList);
}
