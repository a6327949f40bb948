namespace Edge.Caching.Analytics;

/// <summary>What happened to one family of keys, or to all of them, within a window.</summary>
/// <param name="Family">Null for all.</param>
/// <param name="LifetimePercent">How long its entries live now, of what their source asks for.</param>
/// <param name="From">When the window began, in Unix milliseconds.</param>
/// <param name="Row">The columns of <see cref="FamilyMeter"/>.</param>
internal sealed record Figures(string? Family, int LifetimePercent, long From, long[] Row)
{
    public long this[CacheFigure figure] => Row[(int)figure];

    public long Hits => this[CacheFigure.Memory] + this[CacheFigure.Redis] + this[CacheFigure.Stale];

    public long Asked => Hits + this[CacheFigure.Source];

    public ReadOnlySpan<long> Ages => Row.AsSpan(FamilyMeter.AgesFrom, LogLinear.Buckets);

    public ReadOnlySpan<long> Sizes => Row.AsSpan(FamilyMeter.SizesFrom, LogLinear.Buckets);

    public double HitRate => Share(Hits, Asked);

    /// <summary>How long the source takes for one value, in seconds; 0 when it was not asked.</summary>
    public double FillSeconds => Share(this[CacheFigure.FillMicroseconds], this[CacheFigure.Fills]) / 1_000_000;

    /// <summary>Time of the source that the hits have spared it, in seconds, had each taken as long as a fill of the same window.</summary>
    public double SecondsSaved => Hits * FillSeconds;

    public static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    /// <summary>Adds families up. Their savings are added by the caller, since fills of different families take differently long.</summary>
    public static Figures Sum(IReadOnlyList<Figures> families)
    {
        var row = new long[FamilyMeter.Width];
        var from = long.MaxValue;
        foreach (var figures in families)
        {
            from = Math.Min(from, figures.From);
            for (var column = 0; column < row.Length; column++)
                row[column] += figures.Row[column];
        }
        return new Figures(null, 0, from, row);
    }
}
