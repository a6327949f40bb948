using Edge.Caching.Analytics;
using FsCheck;
using FsCheck.Fluent;

namespace Edge.Tests.Caching.Analytics;

public class LogLinearTests
{
    private const long Limit = 1L << 34;

    // Spread over the powers of two, as ages and sizes are.
    private static readonly Gen<long> Value =
        Gen.Choose(0, 33).SelectMany(bits => Gen.Choose(0, int.MaxValue).Select(random => ((1L << bits) + (random % (1L << bits))) - 1));

    [Fact]
    public void A_value_lies_in_its_bucket() => Check(Value, value =>
        LogLinear.LowerBound(LogLinear.IndexOf(value)) <= value && value <= LogLinear.UpperBound(LogLinear.IndexOf(value)));

    [Fact]
    public void Buckets_touch_and_are_at_most_a_quarter_wide()
    {
        for (var i = 1; i < LogLinear.Buckets; i++)
        {
            Assert.Equal(LogLinear.UpperBound(i - 1) + 1, LogLinear.LowerBound(i));
            Assert.InRange(LogLinear.UpperBound(i) - LogLinear.LowerBound(i), 0, LogLinear.LowerBound(i) / 4);
        }
        Assert.Equal(Limit - 1, LogLinear.UpperBound(LogLinear.Buckets - 1));
    }

    [Theory]
    [InlineData(long.MinValue, 0)]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(Limit, LogLinear.Buckets - 1)]
    [InlineData(long.MaxValue, LogLinear.Buckets - 1)]
    public void What_is_out_of_range_goes_to_the_ends(long value, int bucket) => Assert.Equal(bucket, LogLinear.IndexOf(value));

    [Fact]
    public void A_quantile_is_not_below_the_true_one_and_at_most_a_quarter_above() => Check(
        Value.NonEmptyListOf().SelectMany(values => Gen.Choose(1, 100).Select(percent => (Values: values.Order().ToList(), Share: percent / 100.0))),
        sample =>
        {
            var counts = new long[LogLinear.Buckets];
            foreach (var value in sample.Values)
                counts[LogLinear.IndexOf(value)]++;
            var exact = sample.Values[(int)Math.Ceiling(sample.Values.Count * sample.Share) - 1];
            var estimate = LogLinear.Quantile(counts, sample.Share);
            return estimate >= exact && estimate <= exact + (exact / 4) + 1;
        });

    [Fact]
    public void Nothing_has_no_quantile_but_0() => Assert.Equal(0, LogLinear.Quantile(new long[LogLinear.Buckets], 0.5));

    private static void Check<T>(Gen<T> samples, Func<T, bool> holds) =>
        Prop.ForAll(Arb.From(samples), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
