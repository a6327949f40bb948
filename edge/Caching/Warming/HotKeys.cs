using Edge.Caching.Analytics;

namespace Edge.Caching.Warming;

/// <summary>The keys asked for most in the last days, the most frequent first; a value that grows by being made anew.</summary>
/// <param name="At">As of when the weights are, in Unix milliseconds.</param>
internal sealed record HotKeys(long At, IReadOnlyList<HotKey> Keys)
{
    public const int HoursOfDay = 24;
    public static readonly TimeSpan HalfLife = TimeSpan.FromDays(2);

    // Once may be chance, and a scan asks for everything once.
    private const int LeastAccesses = 2;
    private const double LeastInAnHour = 1.5;
    private const double TimesTheOtherHours = 3;
    private const double Negligible = 0.5;

    public static HotKeys None { get; } = new(0, []);

    /// <summary>This list and what was counted within one hour of the day.</summary>
    /// <param name="limit">Keys that are kept.</param>
    public HotKeys With(KeyPeriod period, long now, int limit)
    {
        var all = Aged(now);
        var hour = HourOf(period.From);
        foreach (var counted in period.Keys)
        {
            if (counted.AtLeast < LeastAccesses)
                continue;
            var hours = all.TryGetValue(counted.Key, out var known) ? known.Hours : new float[HoursOfDay];
            hours[hour] += counted.AtLeast;
            all[counted.Key] = new HotKey(counted.Family.Name, counted.Key, (known?.Weight ?? 0) + counted.AtLeast, hours);
        }
        return Best(all, now, limit);
    }

    /// <summary>This list and that of another node, which may hold the same accesses: of each key what weighs more.</summary>
    public HotKeys Beside(HotKeys other, long now, int limit)
    {
        var all = Aged(now);
        foreach (var theirs in other.Aged(now).Values)
        {
            if (!all.TryGetValue(theirs.Key, out var mine) || mine.Weight < theirs.Weight)
                all[theirs.Key] = theirs;
        }
        return Best(all, now, limit);
    }

    /// <summary>The keys that are asked for in this hour of the day far more than in the others.</summary>
    /// <param name="hour">0 to 23, UTC.</param>
    public List<HotKey> Usual(int hour)
    {
        var found = new List<HotKey>();
        foreach (var key in Keys)
        {
            var others = (key.Weight - key.Hours[hour]) / (HoursOfDay - 1);
            if (key.Hours[hour] >= LeastInAnHour && key.Hours[hour] >= TimesTheOtherHours * others)
                found.Add(key);
        }
        return found;
    }

    public static int HourOf(long time) => (int)(time / 3_600_000 % HoursOfDay);

    private Dictionary<string, HotKey> Aged(long now)
    {
        var share = (float)Math.Pow(0.5, Math.Max(0, now - At) / HalfLife.TotalMilliseconds);
        var all = new Dictionary<string, HotKey>(Keys.Count, StringComparer.Ordinal);
        foreach (var key in Keys)
            all[key.Key] = key with { Weight = key.Weight * share, Hours = Array.ConvertAll(key.Hours, hour => hour * share) };
        return all;
    }

    private static HotKeys Best(Dictionary<string, HotKey> all, long now, int limit)
    {
        var keys = new List<HotKey>(all.Count);
        foreach (var key in all.Values)
        {
            if (key.Weight >= Negligible)
                keys.Add(key);
        }
        keys.Sort(static (one, other) => other.Weight.CompareTo(one.Weight) is not 0 and var order
            ? order
            : string.CompareOrdinal(one.Key, other.Key));
        keys.RemoveRange(Math.Min(limit, keys.Count), Math.Max(0, keys.Count - limit));
        return new HotKeys(now, keys);
    }
}
