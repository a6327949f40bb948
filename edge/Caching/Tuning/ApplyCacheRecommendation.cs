using System.Text.Json;
using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Caching.Tuning;

/// <summary>
/// POST /api/v1/admin/cache/recommendations/{id}/apply. Applying twice is refused the second time, so a repeated request changes nothing:
/// the list of changes tells who lost the answer whether it came through.
/// </summary>
internal static class ApplyCacheRecommendation
{
    public static async Task<JsonAnswer<CacheChange>> Handle(
        string id, HttpContext http, RecommendationId ids, Recommendations recommendations, TuningStore store, TuningWorker worker,
        TimeProvider time, CancellationToken cancellation)
    {
        var proposal = ids.Read(id, time.GetUtcNow(), out var isStale) ?? throw new ProblemException(Problems.CacheRecommendationNotFound());
        if (isStale)
            throw new ProblemException(Problems.CacheRecommendationStale());
        var change = await store.Apply(proposal, http.Caller(), EvidenceOf(proposal, recommendations), cancellation);
        await worker.Refresh(cancellation);
        return Answers.Ok(change, WireJson.Default.CacheChange);
    }

    // Another node may have recommended it: then its figures are not known here.
    private static string EvidenceOf(Proposal proposal, Recommendations recommendations)
    {
        foreach (var one in recommendations.Now())
        {
            if (one.Advice == proposal.Advice && one.Target == proposal.Target)
                return JsonSerializer.Serialize(one, WireJson.Default.CacheRecommendation);
        }
        return $$"""{"advice":"{{WireName.Of(proposal.Advice)}}"}""";
    }
}
