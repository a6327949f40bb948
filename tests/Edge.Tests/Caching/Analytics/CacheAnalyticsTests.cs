using Edge.Caching.Analytics;
using Edge.Caching.TwoLevel;

namespace Edge.Tests.Caching.Analytics;

public class CacheAnalyticsTests
{
    private readonly FakeTime time = new();
    private readonly CacheFamily family = Families.Named("public-view");
    private readonly CacheAnalytics analytics;

    public CacheAnalyticsTests() => analytics = new CacheAnalytics([Families.Named("carriers"), family], time);

    [Fact]
    public void A_hit_allocates_nothing()
    {
        // Beyond the number from which on chance chooses, too.
        for (var i = 0; i < 20_000; i++)
            Access(CacheLevel.Memory, i);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 20_000; i++)
            Access(CacheLevel.Memory, i);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task No_hit_is_lost_between_threads()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 10_000; i++)
                Access(CacheLevel.Memory, bytes: 1000, age: 100);
        })));

        var figures = Family(Window.Minute);

        Assert.Equal((40_000, 40_000_000), (figures[CacheFigure.Memory], figures[CacheFigure.HitBytes]));
        Assert.Equal((40_000, 40_000), (LogLinear.Total(figures.Ages), LogLinear.Total(figures.Sizes)));
        Assert.InRange(LogLinear.Quantile(figures.Ages, 0.5), 100, 125);
        Assert.InRange(LogLinear.Quantile(figures.Sizes, 0.99), 1000, 1250);
    }

    [Fact]
    public void Each_level_is_counted_and_what_the_source_gave_is_no_saving()
    {
        Access(CacheLevel.Memory, bytes: 10);
        Access(CacheLevel.Redis, bytes: 20);
        Access(CacheLevel.Stale, bytes: 30);
        Access(CacheLevel.Source, bytes: 40);

        var figures = Family(Window.Minute);

        Assert.Equal((4, 3, 0.75, 60), (figures.Asked, figures.Hits, figures.HitRate, figures[CacheFigure.HitBytes]));
        Assert.Equal(0, analytics.Read(Window.Minute)[0].Asked);
    }

    [Fact]
    public void A_minute_forgets_what_the_hour_and_the_day_remember()
    {
        Access(CacheLevel.Memory, bytes: 10);
        Pass(TimeSpan.FromMinutes(2));
        Access(CacheLevel.Source, bytes: 10);
        family.Counters.Filled(TimeSpan.FromMilliseconds(20));

        var (minute, hour) = (Family(Window.Minute), Family(Window.Hour));

        Assert.Equal((0, 1, 0.0), (minute.Hits, minute.Asked, minute.HitRate));
        Assert.Equal((1, 2, 0.5), (hour.Hits, hour.Asked, hour.HitRate));
        Assert.Equal((0.0, 0.02), (minute.SecondsSaved, hour.SecondsSaved));
        Assert.Equal(analytics.Since, hour.From);

        Pass(TimeSpan.FromHours(3));

        Assert.Equal(0, Family(Window.Hour).Asked);
        Assert.Equal(2, Family(Window.Day).Asked);
    }

    [Fact]
    public void A_family_that_the_cache_does_not_know_is_left_out()
    {
        analytics.Accessed(Families.Named("public-view"), "a", CacheLevel.Memory, TimeSpan.Zero, 10);

        Assert.Equal(0, Figures.Sum(analytics.Read(Window.Day)).Asked);
    }

    private void Access(CacheLevel level, int bytes, int age = 0) =>
        analytics.Accessed(family, "a", level, TimeSpan.FromMilliseconds(age), bytes);

    private Figures Family(Window window) => analytics.Read(window)[1];

    private void Pass(TimeSpan span)
    {
        for (var left = span; left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(10))
        {
            time.Advance(TimeSpan.FromSeconds(10));
            analytics.Tick();
        }
    }
}
