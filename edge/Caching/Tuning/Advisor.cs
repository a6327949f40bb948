using Edge.Caching.Analytics;
using Edge.Caching.TwoLevel;
using Edge.Shared.Contracts;

namespace Edge.Caching.Tuning;

/// <summary>A proposal with what speaks for it. Without <paramref name="Proposal"/> there is nothing to apply.</summary>
internal sealed record Advice(CacheAdvice Kind, string? Family, Proposal? Proposal, double SecondsPerHour, IReadOnlyList<CacheEvidence> Evidence);

/// <summary>
/// Recommendations from figures, by rules that are functions of them and nothing else. A rule speaks only where enough has happened for
/// its shares to mean something, and its gain is what the figures themselves would have been, not a promise.
/// </summary>
internal static class Advisor
{
    private const int EnoughRefills = 50;
    private const int EnoughFills = 200;
    private const int EnoughAsked = 1000;
    private const double MostlySame = 0.8;
    private const double MostlyOther = 0.5;
    private const double HardlyHit = 0.02;
    private const double ManyRegrets = 0.02;
    private const double MuchStale = 0.01;

    /// <param name="now">Unix milliseconds.</param>
    /// <param name="capacity">Of the memory level, in bytes.</param>
    /// <param name="largest">What the capacity may be at the most.</param>
    /// <returns>Those that save most of the source's time first.</returns>
    public static List<Advice> Advise(IReadOnlyList<Figures> families, long capacity, long largest, long now)
    {
        var found = new List<Advice>();
        foreach (var family in families)
        {
            Add(found, Unchanged(family, now) ?? Changed(family, now) ?? NeverHit(family, now));
            Add(found, Stale(family));
        }
        Add(found, SmallMemory(families, capacity, largest, now));
        found.Sort(static (one, other) => other.SecondsPerHour.CompareTo(one.SecondsPerHour));
        return found;
    }

    // Twice the lifetime is half the refills of a key that is asked for all the time (Jung, Berger, Balakrishnan: Modeling TTL-based
    // Internet Caches, INFOCOM 2003: one refill for each lifetime and the wait for the next access).
    private static Advice? Unchanged(Figures figures, long now)
    {
        var same = Figures.Share(figures[CacheFigure.RefillsSame], Refills(figures));
        if (Refills(figures) < EnoughRefills || same < MostlySame || figures.LifetimePercent >= CacheFamily.LongestPercent)
            return null;
        var after = Math.Min(figures.LifetimePercent * 2, CacheFamily.LongestPercent);
        var spared = figures[CacheFigure.RefillsSame] * (1 - ((double)figures.LifetimePercent / after));
        return Lifetime(CacheAdvice.LongerLifetime, figures, after, PerHour(spared * figures.FillSeconds, figures, now),
        [
            new CacheEvidence("refills", Refills(figures)),
            new CacheEvidence("share_unchanged", same),
            new CacheEvidence("refills_spared", Math.Round(spared)),
            new CacheEvidence("hit_rate", figures.HitRate),
        ]);
    }

    private static Advice? Changed(Figures figures, long now)
    {
        var other = 1 - Figures.Share(figures[CacheFigure.RefillsSame], Refills(figures));
        if (Refills(figures) < EnoughRefills || other < MostlyOther || figures.LifetimePercent <= CacheFamily.ShortestPercent)
            return null;
        var after = Math.Max(figures.LifetimePercent / 2, CacheFamily.ShortestPercent);
        var more = Refills(figures) * (((double)figures.LifetimePercent / after) - 1);
        return Lifetime(CacheAdvice.ShorterLifetime, figures, after, -PerHour(more * figures.FillSeconds, figures, now),
        [
            new CacheEvidence("refills", Refills(figures)),
            new CacheEvidence("share_changed", other),
            new CacheEvidence("refills_more", Math.Round(more)),
            new CacheEvidence("age_p90_seconds", LogLinear.Quantile(figures.Ages, 0.9) / 1000.0),
        ]);
    }

    private static Advice? NeverHit(Figures figures, long now)
    {
        var fills = figures[CacheFigure.Fills];
        var hits = Figures.Share(figures.Hits, fills);
        if (fills < EnoughFills || hits > HardlyHit || figures.LifetimePercent <= CacheFamily.ShortestPercent)
            return null;
        return Lifetime(CacheAdvice.NeverHitAgain, figures, CacheFamily.ShortestPercent, -PerHour(figures.SecondsSaved, figures, now),
        [
            new CacheEvidence("fills", fills),
            new CacheEvidence("hits_per_fill", hits),
            new CacheEvidence("evictions", figures[CacheFigure.Evictions]),
        ]);
    }

    private static Advice? Stale(Figures figures)
    {
        var share = Figures.Share(figures[CacheFigure.Stale], figures.Asked);
        if (figures[CacheFigure.Stale] < EnoughRefills || share < MuchStale)
            return null;
        return new Advice(CacheAdvice.MuchStale, figures.Family!, null, 0,
        [
            new CacheEvidence("stale", figures[CacheFigure.Stale]),
            new CacheEvidence("share_stale", share),
            new CacheEvidence("failures", figures[CacheFigure.Failures]),
        ]);
    }

    // A key that comes back shortly after it was dropped would still be there with twice the memory.
    private static Advice? SmallMemory(IReadOnlyList<Figures> families, long capacity, long largest, long now)
    {
        long asked = 0, regrets = 0, evictions = 0;
        var seconds = 0.0;
        foreach (var figures in families)
        {
            asked += figures.Asked;
            regrets += figures[CacheFigure.Regrets];
            evictions += figures[CacheFigure.Evictions];
            seconds += PerHour(figures[CacheFigure.Regrets] * figures.FillSeconds, figures, now);
        }
        var after = Math.Min(capacity * 2, largest);
        if (asked < EnoughAsked || Figures.Share(regrets, asked) < ManyRegrets || after <= capacity)
            return null;
        return new Advice(
            CacheAdvice.LargerMemory, null, new Proposal(CacheAdvice.LargerMemory, TuningTarget.Memory, capacity, after), seconds,
            [
                new CacheEvidence("asked", asked),
                new CacheEvidence("evictions", evictions),
                new CacheEvidence("regrets", regrets),
                new CacheEvidence("share_regretted", Figures.Share(regrets, asked)),
            ]);
    }

    private static Advice Lifetime(CacheAdvice kind, Figures figures, int after, double secondsPerHour, CacheEvidence[] evidence) =>
        new(kind, figures.Family!,
            new Proposal(kind, TuningTarget.LifetimeOf(figures.Family!), figures.LifetimePercent, after), secondsPerHour, evidence);

    private static long Refills(Figures figures) =>
        figures[CacheFigure.RefillsSame] + figures[CacheFigure.RefillsOther];

    private static double PerHour(double seconds, Figures figures, long now) =>
        seconds * 3_600_000 / Math.Max(1, now - figures.From);

    private static void Add(List<Advice> found, Advice? advice)
    {
        if (advice is not null)
            found.Add(advice);
    }
}
