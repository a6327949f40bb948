using Edge.Caching.Analytics;
using FsCheck;
using FsCheck.Fluent;

namespace Edge.Tests.Caching.Analytics;

public class SlidingTotalsTests
{
    private const long Second = 1000;
    private const long Start = 1_772_452_800_000;

    private static readonly (Window Window, long Length, long Step)[] Windows =
    [
        (Window.Minute, 60 * Second, 10 * Second), (Window.Hour, 3600 * Second, 300 * Second), (Window.Day, 86_400 * Second, 3600 * Second),
    ];

    // Steps of time in seconds, many small and a few long ones, with something counted at each.
    private static readonly Gen<(int Seconds, int Count)[]> Lives =
        from moves in Gen.Frequency((8, Gen.Choose(0, 15)), (2, Gen.Choose(0, 400)), (1, Gen.Choose(0, 5000)))
            .SelectMany(seconds => Gen.Choose(0, 5).Select(count => (seconds, count))).ListOf()
        select moves.ToArray();

    [Fact]
    public void A_window_counts_what_came_after_its_beginning_which_is_at_most_a_step_early() => Prop.ForAll(Arb.From(Lives), life =>
    {
        var totals = new SlidingTotals(1, Start);
        var counted = new List<long>();
        var now = Start;
        foreach (var (seconds, count) in life)
        {
            // The worker ticks each ten seconds, whatever happens in between.
            for (var left = seconds * Second; left > 0; left -= 10 * Second)
            {
                now += Math.Min(left, 10 * Second);
                totals.Take(now, [counted.Count]);
            }
            for (var i = 0; i < count; i++)
                counted.Add(now);
        }
        return Windows.All(window =>
        {
            long[] row = [counted.Count];
            var from = totals.Reduce(window.Window, now, row);
            var isWhole = from == Start || (from <= now - window.Length && from > now - window.Length - window.Step - (10 * Second));
            return isWhole && row[0] == counted.Count(at => at >= from);
        });
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Before_a_window_is_full_it_begins_at_the_start()
    {
        var totals = new SlidingTotals(2, Start);
        totals.Take(Start + (20 * Second), [3, 30]);
        long[] row = [5, 50];

        Assert.Equal(Start, totals.Reduce(Window.Minute, Start + (30 * Second), row));
        Assert.Equal([5, 50], row);
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(-100_000)]
    [InlineData(100_000)]
    public void A_clock_that_jumps_leaves_figures_that_are_true_of_what_they_say(int seconds)
    {
        var totals = new SlidingTotals(1, Start);
        for (var i = 1; i <= 60; i++)
            totals.Take(Start + (i * 10 * Second), [i]);
        var now = Start + (600 * Second) + (seconds * Second);
        totals.Take(now, [60]);
        long[] row = [60];

        totals.Reduce(Window.Minute, now, row);

        Assert.InRange(row[0], 0, 60);
    }

    [Fact]
    public void A_clock_that_went_back_is_forgotten_once_the_window_has_passed()
    {
        var totals = new SlidingTotals(1, Start);
        for (var i = 1; i <= 60; i++)
            totals.Take(Start + (i * 10 * Second), [i]);
        for (var i = 1; i <= 10; i++)
            totals.Take(Start - (3600 * Second) + (i * 10 * Second), [60 + i]);
        long[] row = [70];

        var from = totals.Reduce(Window.Minute, Start - (3500 * Second), row);

        Assert.Equal(Start - (3560 * Second), from);
        Assert.Equal(6, row[0]);
    }
}
