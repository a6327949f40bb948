using Edge.Shared.Contracts;

namespace Edge.Caching.Analytics;

internal static class FiguresToContract
{
    private const double MillisecondsPerSecond = 1000;

    /// <summary>A window of all families, with their sum.</summary>
    public static CacheWindow ToContract(this IReadOnlyList<Figures> families, Window window, long now)
    {
        var all = Figures.Sum(families);
        var each = new CacheFigures[families.Count];
        var saved = 0.0;
        for (var i = 0; i < each.Length; i++)
        {
            each[i] = families[i].ToContract(families[i].SecondsSaved);
            saved += families[i].SecondsSaved;
        }
        return new CacheWindow(
            (CacheWindowName)window, DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(all.From, now)), all.ToContract(saved), each);
    }

    private static CacheFigures ToContract(this Figures figures, double secondsSaved) => new(
        figures.Family,
        figures.Asked,
        figures[CacheFigure.Memory],
        figures[CacheFigure.Redis],
        figures[CacheFigure.Source],
        figures[CacheFigure.Stale],
        Math.Round(figures.HitRate, 4),
        figures[CacheFigure.Fills],
        figures[CacheFigure.Failures],
        Math.Round(secondsSaved, 3),
        figures[CacheFigure.HitBytes],
        figures[CacheFigure.Evictions],
        figures[CacheFigure.Regrets],
        Spread(figures.Ages, MillisecondsPerSecond),
        Spread(figures.Sizes, 1));

    private static CacheSpread Spread(ReadOnlySpan<long> counts, double unit) => new(
        LogLinear.Quantile(counts, 0.5) / unit, LogLinear.Quantile(counts, 0.9) / unit, LogLinear.Quantile(counts, 0.99) / unit);
}
