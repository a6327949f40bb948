using Edge.Caching.TwoLevel;

namespace Edge.Tests.Caching.TwoLevel;

public class LifetimesTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(0, 1000, -1)]
    [InlineData(-2, 1000, -2)]
    [InlineData(0, 20, 0)]
    [InlineData(0, 0, 1)]
    [InlineData(2, 1, 2)]
    [InlineData(-1, 1, 0)]
    public void Use_shortens_and_disuse_lengthens_by_one_doubling_at_a_time(int step, int uses, int next) =>
        Assert.Equal(next, Lifetimes.NextStep(step, uses));

    [Theory]
    [InlineData(100, 0, 0, 60)]
    [InlineData(100, 1, 0, 120)]
    [InlineData(100, -2, 0, 15)]
    [InlineData(50, 0, 0, 30)]
    [InlineData(100, 0, 1, 54)]
    public void A_lifetime_is_what_was_asked_for_by_percentage_step_and_chance(int percent, int step, double random, double seconds) =>
        Assert.Equal(seconds, Lifetimes.Of(Minute, percent, step, random).TotalSeconds, 3);

    [Fact]
    public void None_is_shorter_than_a_second_or_longer_than_a_week()
    {
        Assert.Equal(TimeSpan.FromSeconds(1), Lifetimes.Of(TimeSpan.FromMilliseconds(10), 25, -2, 1));
        Assert.Equal(TimeSpan.FromDays(7), Lifetimes.Of(TimeSpan.FromDays(7), 400, 2, 0));
    }
}
