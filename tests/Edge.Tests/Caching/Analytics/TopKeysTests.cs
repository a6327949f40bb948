using Edge.Caching.Analytics;
using Edge.Caching.TwoLevel;

namespace Edge.Tests.Caching.Analytics;

public class TopKeysTests
{
    private const long HalfHour = TopKeys.Period;
    private const long Noon = 1_772_452_800_000;

    private readonly TopKeys top = new(64);
    private readonly CacheFamily family = Families.Named("test");

    public TopKeysTests() => top.Tick(Noon);

    [Fact]
    public void The_most_asked_for_come_first_and_are_exact_while_few_are_asked_for()
    {
        See("b", 2);
        See("a", 3);
        See("c", 1);

        var found = top.Top(2);

        Assert.Equal([new KeyCount(family, "a", 3, 3), new KeyCount(family, "b", 2, 2)], found.Keys);
        Assert.Equal((Noon, 1), (found.From, top.Distance));
    }

    [Fact]
    public void Keys_are_counted_over_this_half_hour_and_the_last()
    {
        See("a", 3);
        var ended = top.Tick(Noon + HalfHour);
        See("a", 1);
        See("b", 2);

        Assert.Equal([new KeyCount(family, "a", 3, 3)], ended!.Keys);
        Assert.Equal([("a", 4), ("b", 2)], top.Top(9).Keys.Select(key => (key.Key, key.AtMost)));
        Assert.Equal([("a", 1), ("b", 2)], top.Running().Keys.Select(key => (key.Key, key.AtMost)).Order());

        top.Tick(Noon + (2 * HalfHour));

        Assert.Equal([("b", 2), ("a", 1)], top.Top(9).Keys.Select(key => (key.Key, key.AtMost)));
        Assert.Equal(Noon + HalfHour, top.Top(9).From);
    }

    [Fact]
    public void A_tick_within_the_half_hour_ends_nothing() => Assert.Null(top.Tick(Noon + HalfHour - 1));

    [Fact]
    public void Of_very_many_accesses_a_part_is_counted_and_the_sums_stay_true_on_average()
    {
        See("a", 1_000_000);

        var key = Assert.Single(top.Top(9).Keys);

        Assert.InRange(top.Distance, 16, 128);
        // The last stage counts one in 64: its error is some per mille; five per cent are more than ten times as much.
        Assert.InRange(key.AtMost, 950_000, 1_050_000);
    }

    [Fact]
    public void The_distance_falls_again_when_it_is_quiet()
    {
        See("a", 100_000);

        for (var i = 0; i < 10; i++)
            top.Tick(Noon + i);

        Assert.Equal(1, top.Distance);
    }

    [Fact]
    public async Task Threads_beside_each_other_leave_a_sound_sketch()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 2000; i++)
                top.Seen(family, $"k{(i * thread) % 200}");
        })));

        var keys = top.Top(64).Keys;

        Assert.InRange(keys.Count, 1, 64);
        Assert.All(keys, key => Assert.InRange(key.AtLeast, 0, key.AtMost));
        Assert.InRange(keys.Sum(key => key.AtMost), 1, 8000);
    }

    private void See(string key, int times)
    {
        for (var i = 0; i < times; i++)
            top.Seen(family, key);
    }
}
