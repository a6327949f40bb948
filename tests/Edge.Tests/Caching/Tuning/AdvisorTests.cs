using Edge.Caching.Analytics;
using Edge.Caching.Tuning;
using Edge.Shared.Contracts;

namespace Edge.Tests.Caching.Tuning;

public class AdvisorTests
{
    private const long Capacity = 64 << 20;
    private const long Hour = 3_600_000;
    private const long Now = 1_772_452_800_000;

    [Fact]
    public void Nothing_is_recommended_where_all_is_well() => Assert.Empty(Advise(
        Family(100, (CacheFigure.Memory, 100_000), (CacheFigure.Source, 500), (CacheFigure.Fills, 500), (CacheFigure.RefillsSame, 20), (CacheFigure.RefillsOther, 10))));

    [Fact]
    public void Nothing_is_recommended_before_anything_has_happened() => Assert.Empty(Advise(Family(100)));

    [Fact]
    public void What_is_fetched_again_in_vain_lives_twice_as_long()
    {
        var advice = Assert.Single(Advise(Family(100,
            (CacheFigure.Memory, 2000), (CacheFigure.Source, 1000), (CacheFigure.Fills, 1000), (CacheFigure.FillMicroseconds, 20_000_000),
            (CacheFigure.RefillsSame, 900), (CacheFigure.RefillsOther, 100))));

        Assert.Equal(new Proposal(CacheAdvice.LongerLifetime, "lifetime:test", 100, 200), advice.Proposal);
        // Half of 900 refills at 20 ms each, within one hour.
        Assert.Equal(9, advice.SecondsPerHour, 3);
        Assert.Equal(
            [("refills", 1000), ("share_unchanged", 0.9), ("refills_spared", 450), ("hit_rate", 2.0 / 3)],
            advice.Evidence.Select(one => (one.Name, one.Value)));
    }

    [Fact]
    public void What_has_changed_whenever_it_is_fetched_again_lives_half_as_long_at_a_cost()
    {
        var advice = Assert.Single(Advise(Family(400,
            (CacheFigure.Fills, 100), (CacheFigure.FillMicroseconds, 1_000_000), (CacheFigure.Memory, 1000),
            (CacheFigure.RefillsSame, 30), (CacheFigure.RefillsOther, 70))));

        Assert.Equal(new Proposal(CacheAdvice.ShorterLifetime, "lifetime:test", 400, 200), advice.Proposal);
        Assert.Equal(-1, advice.SecondsPerHour, 3);
    }

    [Theory]
    [InlineData(79, 21)]
    [InlineData(51, 49)]
    public void Between_both_nothing_is_recommended_so_that_advice_does_not_go_round_in_circles(int same, int other) => Assert.Empty(Advise(
        Family(100, (CacheFigure.Memory, 1000), (CacheFigure.RefillsSame, same), (CacheFigure.RefillsOther, other))));

    [Theory]
    [InlineData(400, 100, 0)]
    [InlineData(25, 0, 100)]
    public void A_lifetime_at_its_end_stays(int percent, int same, int other) => Assert.Empty(Advise(
        Family(percent, (CacheFigure.Memory, 1000), (CacheFigure.RefillsSame, same), (CacheFigure.RefillsOther, other))));

    [Fact]
    public void A_lifetime_goes_to_its_end_and_no_further()
    {
        var advice = Assert.Single(Advise(Family(300, (CacheFigure.Memory, 1000), (CacheFigure.RefillsSame, 100))));

        Assert.Equal(400, advice.Proposal!.After);
    }

    [Fact]
    public void What_is_never_hit_again_leaves_memory_sooner()
    {
        var advice = Assert.Single(Advise(Family(100, (CacheFigure.Fills, 1000), (CacheFigure.Source, 1000), (CacheFigure.Memory, 20))));

        Assert.Equal(new Proposal(CacheAdvice.NeverHitAgain, "lifetime:test", 100, 25), advice.Proposal);
    }

    [Theory]
    [InlineData(199, 0)]
    [InlineData(1000, 21)]
    public void Few_fills_or_some_hits_are_no_proof_of_that(int fills, int hits) => Assert.Empty(Advise(
        Family(100, (CacheFigure.Fills, fills), (CacheFigure.Source, fills), (CacheFigure.Memory, hits))));

    [Fact]
    public void A_memory_that_drops_what_is_asked_for_again_is_doubled()
    {
        var figures = Family(100,
            (CacheFigure.Memory, 9000), (CacheFigure.Source, 1000), (CacheFigure.Fills, 1000), (CacheFigure.FillMicroseconds, 10_000_000),
            (CacheFigure.Evictions, 900), (CacheFigure.Regrets, 500));

        var advice = Assert.Single(Advise(figures));

        Assert.Equal(new Proposal(CacheAdvice.LargerMemory, "memory", Capacity, 2 * Capacity), advice.Proposal);
        Assert.Equal(5, advice.SecondsPerHour, 3);
        Assert.Empty(Advisor.Advise([figures], capacity: Capacity, largest: Capacity, Now));
    }

    [Fact]
    public void Much_that_is_too_old_points_at_the_database_and_nothing_can_be_applied()
    {
        var advice = Assert.Single(Advise(Family(100, (CacheFigure.Memory, 1000), (CacheFigure.Stale, 100), (CacheFigure.Failures, 7))));

        Assert.Equal((CacheAdvice.MuchStale, null), (advice.Kind, advice.Proposal));
        Assert.Contains(advice.Evidence, one => one is { Name: "failures", Value: 7 });
    }

    [Fact]
    public void What_saves_most_comes_first()
    {
        var cheap = Family(100, (CacheFigure.RefillsSame, 100), (CacheFigure.Fills, 100), (CacheFigure.FillMicroseconds, 1000));
        var dear = Family(100, (CacheFigure.RefillsSame, 100), (CacheFigure.Fills, 100), (CacheFigure.FillMicroseconds, 9_000_000)) with { Family = "dear" };

        Assert.Equal(["dear", "test"], Advise(cheap, dear).Select(advice => advice.Family));
    }

    private static List<Advice> Advise(params Figures[] families) => Advisor.Advise(families, Capacity, 4 * Capacity, Now);

    private static Figures Family(int percent, params (CacheFigure Figure, long Value)[] values)
    {
        var row = new long[FamilyMeter.Width];
        foreach (var (figure, value) in values)
            row[(int)figure] = value;
        return new Figures("test", percent, Now - Hour, row);
    }
}
