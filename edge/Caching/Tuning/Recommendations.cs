using Edge.Caching.Analytics;
using Edge.Caching.TwoLevel;
using Edge.Shared.Contracts;

namespace Edge.Caching.Tuning;

/// <summary>What is recommended now, with the names by which it can be applied.</summary>
internal sealed class Recommendations(CacheAnalytics analytics, EdgeCache cache, Knobs knobs, RecommendationId ids, TimeProvider time)
{
    public List<CacheRecommendation> Now()
    {
        var now = time.GetUtcNow();
        var advice = Advisor.Advise(analytics.Read(Window.Day), cache.CapacityBytes, knobs.LargestMemory, now.ToUnixTimeMilliseconds());
        return advice.ConvertAll(one => new CacheRecommendation(
            one.Proposal is { } proposal ? ids.Write(proposal, now) : null,
            one.Kind,
            one.Family,
            one.Proposal?.Target,
            one.Proposal?.Before,
            one.Proposal?.After,
            Math.Round(one.SecondsPerHour, 3),
            one.Evidence));
    }
}
