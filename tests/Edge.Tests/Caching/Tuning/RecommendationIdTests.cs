using Edge.Caching.Tuning;
using Edge.Hosting;
using Edge.Hosting.Configuration;
using Edge.Shared.Contracts;

namespace Edge.Tests.Caching.Tuning;

public class RecommendationIdTests
{
    private static readonly Proposal Proposal = new(CacheAdvice.LongerLifetime, "lifetime:public-view", 100, 200);
    private static readonly DateTimeOffset Noon = FakeTime.Noon;

    private readonly RecommendationId ids = new(new KeyedHash(new Secret("a key of the nodes")));

    [Fact]
    public void Any_node_with_the_key_reads_what_another_has_written()
    {
        var id = ids.Write(Proposal, Noon);

        var read = new RecommendationId(new KeyedHash(new Secret("a key of the nodes"))).Read(id, Noon.AddMinutes(70), out var isStale);

        Assert.Equal((Proposal, false), (read, isStale));
        Assert.DoesNotContain('/', id);
        Assert.Equal(id, Uri.UnescapeDataString(id));
    }

    [Fact]
    public void It_stays_the_same_within_an_hour() => Assert.Equal(ids.Write(Proposal, Noon), ids.Write(Proposal, Noon.AddMinutes(59)));

    [Theory]
    [InlineData(119, false)]
    [InlineData(120, true)]
    [InlineData(-1, true)]
    public void It_is_stale_once_the_next_hour_is_over_or_where_it_comes_from_the_future(int minutes, bool expected)
    {
        Assert.NotNull(ids.Read(ids.Write(Proposal, Noon), Noon.AddMinutes(minutes), out var isStale));
        Assert.Equal(expected, isStale);
    }

    [Fact]
    public void Nobody_else_can_write_one()
    {
        var id = ids.Write(Proposal, Noon);
        var foreign = new RecommendationId(new KeyedHash(new Secret("another key"))).Write(Proposal, Noon);

        Assert.All(
            ["", "~", "~~~~~", "longer_lifetime", foreign, id[..^1], id + "0", id.Replace("200", "400"), id.Replace("~100~", "~100~~"), new string('~', 5000)],
            forged => Assert.Null(ids.Read(forged, Noon, out _)));
    }
}
