using Edge.Pipeline.LoadShedding;

namespace Edge.Tests.Pipeline.LoadShedding;

public sealed class StandingQueueTests
{
    private readonly StandingQueue queue = new(target: Ms(10), interval: Ms(100));
    private TimeSpan now;

    [Fact]
    public void Stands_when_every_wait_of_an_interval_was_too_long()
    {
        Observe(11, 500, 12, 11);
        Assert.False(queue.Stands);

        Next(11);

        Assert.True(queue.Stands);
    }

    [Fact]
    public void Does_not_stand_when_one_wait_was_short()
    {
        Observe(500, 500, 10, 500);

        Next(500);

        Assert.False(queue.Stands);
    }

    [Fact]
    public void Goes_on_standing_while_some_wait_is_too_long()
    {
        Observe(20);
        for (var i = 0; i < 40; i++)
        {
            Next(1);
            Observe(11, 1);
        }

        Assert.True(queue.Stands);
    }

    [Fact]
    public void Stands_no_longer_after_sixteen_intervals_in_which_no_wait_was_too_long()
    {
        Observe(20);
        Next(20);
        for (var i = 0; i < 15; i++)
            Next(10);
        Assert.True(queue.Stands);

        Next(10);

        Assert.False(queue.Stands);
    }

    [Fact]
    public void What_was_seen_before_a_pause_says_nothing()
    {
        Observe(20, 20);
        now += Ms(250);

        Observe(20);

        Assert.False(queue.Stands);
    }

    [Fact]
    public void Stands_where_each_wait_is_longer_than_the_interval()
    {
        for (var i = 0; i < 4; i++)
            Next(1000, after: 1001);

        Assert.True(queue.Stands);
    }

    private static TimeSpan Ms(int count) => TimeSpan.FromMilliseconds(count);

    private void Observe(params int[] waits)
    {
        foreach (var wait in waits)
        {
            queue.Observe(Ms(wait), now);
            now += Ms(1);
        }
    }

    private void Next(int wait, int after = 100)
    {
        now += Ms(after);
        Observe(wait);
    }
}
