using Edge.Caching.Analytics;
using Edge.Caching.TwoLevel;
using Edge.Caching.Warming;
using FsCheck;
using FsCheck.Fluent;

namespace Edge.Tests.Caching.Warming;

public class HotKeysTests
{
    private const long Hour = 3_600_000;
    private const int Many = 1000;
    private static readonly long Midnight = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private static readonly CacheFamily Family = Families.Named("public-view");

    [Fact]
    public void What_was_asked_for_most_comes_first_and_only_so_many_are_kept()
    {
        var keys = HotKeys.None.With(Period(Midnight, ("a", 5), ("b", 9), ("c", 7)), Midnight + Hour, limit: 2);

        Assert.Equal([("b", 9.0), ("c", 7.0)], keys.Keys.Select(key => (key.Key, key.Weight)));
    }

    [Fact]
    public void What_was_asked_for_once_is_not_remembered() =>
        Assert.Empty(HotKeys.None.With(Period(Midnight, ("a", 1)), Midnight, Many).Keys);

    [Fact]
    public void A_count_that_may_be_a_scan_is_taken_at_its_least()
    {
        var period = new KeyPeriod(Midnight, [new KeyCount(Family, "a", AtLeast: 1, AtMost: 500)]);

        Assert.Empty(HotKeys.None.With(period, Midnight, Many).Keys);
    }

    [Fact]
    public void Half_of_a_weight_is_gone_after_two_days()
    {
        var keys = HotKeys.None.With(Period(Midnight, ("a", 8)), Midnight, Many);

        keys = keys.With(Period(Midnight + (48 * Hour), ("b", 3)), Midnight + (48 * Hour), Many);

        Assert.Equal([("a", 4.0), ("b", 3.0)], keys.Keys.Select(key => (key.Key, Math.Round(key.Weight, 3))));
    }

    [Fact]
    public void A_key_that_nobody_wants_any_more_is_forgotten()
    {
        var keys = HotKeys.None.With(Period(Midnight, ("a", 8)), Midnight, Many);

        Assert.Empty(keys.With(Period(Midnight + (30 * 24 * Hour)), Midnight + (30 * 24 * Hour), Many).Keys);
    }

    [Fact]
    public void A_key_has_its_hour_when_it_is_asked_for_far_more_in_it()
    {
        var keys = HotKeys.None;
        for (var day = 0; day < 3; day++)
        {
            for (var hour = 0; hour < 24; hour++)
            {
                var from = Midnight + (((day * 24) + hour) * Hour);
                var period = hour == 9 ? Period(from, ("always", 4), ("mornings", 4)) : Period(from, ("always", 4));
                keys = keys.With(period, from + Hour, Many);
            }
        }

        Assert.Equal(["mornings"], keys.Usual(9).Select(key => key.Key));
        Assert.Empty(keys.Usual(10));
    }

    [Fact]
    public void A_clock_that_went_back_makes_nothing_heavier()
    {
        var keys = HotKeys.None.With(Period(Midnight, ("a", 8)), Midnight, Many);

        Assert.Equal(8, keys.With(Period(Midnight - Hour), Midnight - Hour, Many).Keys[0].Weight);
    }

    [Fact]
    public void Beside_another_nodes_list_the_heavier_counts()
    {
        var mine = HotKeys.None.With(Period(Midnight, ("a", 8), ("b", 2)), Midnight, Many);
        var theirs = HotKeys.None.With(Period(Midnight, ("b", 6), ("c", 3)), Midnight, Many);

        var both = mine.Beside(theirs, Midnight, limit: Many);

        Assert.Equal([("a", 8.0), ("b", 6.0), ("c", 3.0)], both.Keys.Select(key => (key.Key, key.Weight)));
        Assert.Equal(["a"], mine.Beside(theirs, Midnight, limit: 1).Keys.Select(key => key.Key));
    }

    [Fact]
    public void A_list_is_read_as_it_was_written() => Prop.ForAll(Arb.From(Lists), keys =>
    {
        var read = HotKeyText.Read(HotKeyText.Write(keys), Many);
        return read.Count == keys.Length && read.Zip(keys).All(pair =>
            (pair.First.Family, pair.First.Key) == (pair.Second.Family, pair.Second.Key)
            && Math.Abs(pair.First.Weight - pair.Second.Weight) < 0.01
            && pair.First.Hours.Zip(pair.Second.Hours).All(hour => Math.Abs(hour.First - hour.Second) < 0.01f + (hour.Second / 1e6f)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Broken_bytes_are_read_as_far_as_they_make_sense_and_never_fail() =>
        Prop.ForAll(
            Arb.From(Lists.SelectMany(keys => Gen.Choose(0, 5000).SelectMany(at => Gen.Choose(0, 255).Select(value => (keys, at, value))))),
            sample =>
            {
                var bytes = HotKeyText.Write(sample.keys);
                if (bytes.Length > 0)
                    bytes[sample.at % bytes.Length] = (byte)sample.value;
                return HotKeyText.Read(bytes, Many).Count <= sample.keys.Length + 1;
            }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\t\t\t\n")]
    [InlineData("f\tk\t1\t24:1 \n")]
    [InlineData("f\tk\t1\t-1:1 \n")]
    [InlineData("f\tk\tNaN\t\n")]
    [InlineData("f\tk\t1e9\t\n")]
    [InlineData("f\tk\t-1\t\n")]
    [InlineData("f\t\t1\t\n")]
    [InlineData("f\tk\t1\n")]
    public void A_line_that_is_none_is_left_out(string text) => Assert.Empty(HotKeyText.Read(System.Text.Encoding.UTF8.GetBytes(text), Many));

    [Fact]
    public void Keys_that_would_break_a_line_are_not_written()
    {
        HotKey[] keys = [Key("a\nb"), Key("a\tb"), Key(new string('k', 513)), Key("fine")];

        Assert.Equal(["fine"], HotKeyText.Read(HotKeyText.Write(keys), Many).Select(key => key.Key));
    }

    [Fact]
    public void No_more_lines_are_read_than_wanted() =>
        Assert.Equal(2, HotKeyText.Read(HotKeyText.Write([Key("a"), Key("b"), Key("c")]), 2).Count);

    private static Gen<HotKey[]> Lists =>
        from keys in Gen.Choose(0, 999).ListOf()
        from weights in Gen.Choose(1, 1_000_000).ArrayOf(keys.Distinct().Count())
        from hour in Gen.Choose(0, 23)
        select keys.Distinct().Select((key, i) =>
        {
            var hours = new float[HotKeys.HoursOfDay];
            hours[hour] = weights[i] / 100f;
            return new HotKey("public-view", $"/s/{key}ü.json", weights[i] / 100.0, hours);
        }).ToArray();

    private static HotKey Key(string key) => new("f", key, 1, new float[HotKeys.HoursOfDay]);

    private static KeyPeriod Period(long from, params (string Key, long Count)[] keys) =>
        new(from, [.. keys.Select(key => new KeyCount(Family, key.Key, key.Count, key.Count))]);
}
