using System.Net;
using System.Threading.RateLimiting;
using Edge.Pipeline.RateLimiting;

namespace Edge.Tests.Pipeline.RateLimiting;

public class TokenBucketsTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly Partition Anybody = new(0, null);
    private readonly FakeTime time = new();

    [Fact]
    public void A_full_bucket_gives_its_capacity_and_then_one_token_at_a_time()
    {
        using var buckets = new TokenBuckets(6, Minute, time);
        Assert.All(Enumerable.Range(0, 6), _ => Assert.True(Take(buckets).IsAcquired));
        Assert.False(Take(buckets).IsAcquired);

        time.Advance(TimeSpan.FromSeconds(10));

        Assert.True(Take(buckets).IsAcquired);
        Assert.False(Take(buckets).IsAcquired);
    }

    [Fact]
    public void A_token_given_back_can_be_taken_again_and_a_full_bucket_takes_none()
    {
        using var buckets = new TokenBuckets(2, Minute, time);
        buckets.Return(Anybody);
        Take(buckets);
        Take(buckets);

        buckets.Return(Anybody);

        Assert.True(Take(buckets).IsAcquired);
        Assert.False(Take(buckets).IsAcquired);
        time.Advance(Minute);
        buckets.Return(Anybody);
        Assert.True(Take(buckets).IsAcquired);
        Assert.True(Take(buckets).IsAcquired);
        Assert.False(Take(buckets).IsAcquired);
    }

    [Fact]
    public void A_refusal_says_when_the_next_token_comes_and_costs_nothing()
    {
        using var buckets = new TokenBuckets(6, Minute, time);
        for (var i = 0; i < 6; i++)
            Take(buckets);
        time.Advance(TimeSpan.FromSeconds(3));
        for (var i = 0; i < 100; i++)
            Take(buckets);

        var refused = Take(buckets);

        Assert.True(refused.TryGetMetadata(MetadataName.RetryAfter, out var wait));
        Assert.Equal(TimeSpan.FromSeconds(7), wait);
        time.Advance(wait);
        Assert.True(Take(buckets).IsAcquired);
    }

    [Fact]
    public void A_bucket_left_alone_does_not_grow_beyond_its_capacity()
    {
        using var buckets = new TokenBuckets(3, Minute, time);
        Take(buckets);
        time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(3, Enumerable.Range(0, 10).Count(_ => Take(buckets).IsAcquired));
    }

    [Fact]
    public void Looking_takes_nothing()
    {
        using var buckets = new TokenBuckets(1, Minute, time);
        for (var i = 0; i < 10; i++)
            Assert.True(buckets.AttemptAcquire(Anybody, 0).IsAcquired);

        Assert.True(Take(buckets).IsAcquired);
        Assert.False(buckets.AttemptAcquire(Anybody, 0).IsAcquired);
    }

    [Fact]
    public void What_is_left_is_told()
    {
        using var buckets = new TokenBuckets(6, Minute, time);

        Assert.Equal((5, 10), (Take(buckets).Remaining, Take(buckets).SecondsToNext));
        Assert.Equal(3, Take(buckets).Remaining);
    }

    [Fact]
    public async Task Many_at_once_never_get_more_than_there_is()
    {
        using var buckets = new TokenBuckets(100, Minute, time);

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            Enumerable.Range(0, 1000).Count(_ => Take(buckets).IsAcquired))));

        Assert.Equal(100, taken.Sum());
    }

    [Fact]
    public void A_bucket_that_is_full_again_is_forgotten()
    {
        using var buckets = new TokenBuckets(10, Minute, time);
        for (var i = 0; i < 5000; i++)
        {
            buckets.AttemptAcquire(new Partition((UInt128)i + 1, null));
            time.Advance(TimeSpan.FromMilliseconds(20));
        }

        // At 50 a second and six seconds to be full again, 300 are unfilled at any time.
        Assert.InRange(buckets.Partitions, 300, 1024);
    }

    [Fact]
    public void A_flood_of_addresses_is_limited_together_and_takes_bounded_memory()
    {
        using var buckets = new TokenBuckets(2, Minute, time, maxPartitions: 100);
        var regular = new Partition(1, null);
        buckets.AttemptAcquire(regular);

        var flood = Enumerable.Range(2, 10_000).Count(i => buckets.AttemptAcquire(new Partition((UInt128)i, null)).IsAcquired);

        Assert.Equal(99 + 2, flood);
        Assert.Equal(101, buckets.Partitions);
        Assert.True(buckets.AttemptAcquire(regular).IsAcquired);
        time.Advance(Minute);
        Assert.True(buckets.AttemptAcquire(new Partition(20_000, null)).IsAcquired);
        Assert.InRange(buckets.Partitions, 1, 2);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    [InlineData("::ffff:c000:201", "192.0.2.2", false)]
    [InlineData("::1", "0.0.0.0", false)]
    public void A_network_is_an_IPv4_address_or_an_IPv6_64(string one, string other, bool same) =>
        Assert.Equal(same, Partition.Of(IPAddress.Parse(one)) == Partition.Of(IPAddress.Parse(other)));

    private static BucketLease Take(TokenBuckets buckets) => (BucketLease)buckets.AttemptAcquire(Anybody);
}
