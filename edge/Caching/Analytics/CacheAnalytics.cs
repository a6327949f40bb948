using Edge.Caching.TwoLevel;

namespace Edge.Caching.Analytics;

/// <summary>What this node's cache did: hears of each access, and tells in windows.</summary>
internal sealed class CacheAnalytics
{
    private const int MonitoredKeys = 1024;

    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly FamilyMeter[] meters;
    private readonly SlidingTotals[] histories;

    public CacheAnalytics(EdgeCache cache, TimeProvider time)
        : this(cache.Families, time) => cache.Observed = Accessed;

    public CacheAnalytics(IReadOnlyList<CacheFamily> families, TimeProvider time)
    {
        this.time = time;
        Since = Now();
        meters = new FamilyMeter[families.Count];
        histories = new SlidingTotals[families.Count];
        for (var i = 0; i < meters.Length; i++)
        {
            meters[i] = new FamilyMeter(families[i], Top);
            histories[i] = new SlidingTotals(FamilyMeter.Width, Since);
        }
    }

    /// <summary>When counting began, in Unix milliseconds.</summary>
    public long Since { get; }

    public TopKeys Top { get; } = new(MonitoredKeys);

    public void Accessed(CacheFamily family, string key, CacheLevel level, TimeSpan age, int bytes)
    {
        // Families are a handful.
        foreach (var meter in meters)
        {
            if (ReferenceEquals(meter.Family, family))
            {
                meter.Accessed(key, level, age.Ticks / TimeSpan.TicksPerMillisecond, bytes);
                return;
            }
        }
    }

    /// <summary>Moves the windows on; to be called every ten seconds.</summary>
    /// <returns>The keys of the half hour that has ended, if one has.</returns>
    public KeyPeriod? Tick()
    {
        var now = Now();
        Span<long> totals = stackalloc long[FamilyMeter.Width];
        lock (gate)
        {
            for (var i = 0; i < meters.Length; i++)
            {
                meters[i].Read(totals);
                histories[i].Take(now, totals);
            }
        }
        return Top.Tick(now);
    }

    /// <summary>Each family within a window.</summary>
    public Figures[] Read(Window window)
    {
        var now = Now();
        var all = new Figures[meters.Length];
        lock (gate)
        {
            for (var i = 0; i < meters.Length; i++)
            {
                var row = new long[FamilyMeter.Width];
                meters[i].Read(row);
                var from = histories[i].Reduce(window, now, row);
                all[i] = new Figures(meters[i].Family.Name, meters[i].Family.LifetimePercent, from, row);
            }
        }
        return all;
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
