using Edge.Caching.Analytics;
using Edge.Caching.TwoLevel;
using FsCheck;
using FsCheck.Fluent;

namespace Edge.Tests.Caching.Analytics;

/// <summary>The bounds of the paper, on streams of chance, of Zipf's law, and of someone who knows the algorithm.</summary>
public class SpaceSavingTests
{
    private static readonly CacheFamily Family = Families.Named("test");

    [Fact]
    public void The_bounds_hold_on_any_stream() => Check(
        from capacity in Gen.Choose(1, 20)
        from alphabet in Gen.Choose(1, 60)
        from stream in Gen.Choose(0, alphabet).SelectMany(key => Gen.Choose(1, 9).Select(weight => (key, weight))).ListOf()
        select new Stream(capacity, [.. stream.Select(item => ($"k{item.key}", (long)item.weight))]));

    [Fact]
    public void The_bounds_hold_on_Zipf() => Check(
        from capacity in Gen.Choose(2, 64)
        from seed in Gen.Choose(0, int.MaxValue)
        select new Stream(capacity, Zipf(new Random(seed), keys: 500, length: 3000)));

    [Fact]
    public void The_bounds_hold_when_new_keys_push_out_the_counted_ones() => Check(
        from capacity in Gen.Choose(1, 32)
        from rounds in Gen.Choose(1, 5)
        select new Stream(capacity, Scans(capacity, rounds)));

    [Fact]
    public void Keys_far_above_the_rest_survive_a_scan_that_is_longer_than_the_memory()
    {
        var sketch = new SpaceSaving(64);
        for (var i = 0; i < 1000; i++)
            sketch.Add(Family, $"hot{i % 10}", 1);
        for (var i = 0; i < 4000; i++)
            sketch.Add(Family, $"scan{i}", 1);

        var best = sketch.Keys().OrderByDescending(key => key.AtMost).Take(10).Select(key => key.Key);

        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"hot{i}"), best.Order());
    }

    [Fact]
    public void Forgets_all_when_cleared()
    {
        var sketch = Counted(new Stream(4, Zipf(new Random(1), 50, 200)));
        sketch.Clear();
        sketch.Add(Family, "after", 3);

        Assert.Equal([new KeyCount(Family, "after", 3, 3)], sketch.Keys());
        Assert.Equal((3, 0), (sketch.Total, sketch.Floor));
    }

    [Fact]
    public void Counting_allocates_nothing()
    {
        var sketch = new SpaceSaving(64);
        string[] keys = [.. Enumerable.Range(0, 1000).Select(i => $"key{i}")];
        for (var i = 0; i < 5000; i++)
            sketch.Add(Family, keys[(i * 7919) % 1000], 1);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 5000; i++)
            sketch.Add(Family, keys[(i * 104729) % 1000], 1);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Check(Gen<Stream> streams) =>
        Prop.ForAll(Arb.From(streams), Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static bool Holds(Stream stream)
    {
        var sketch = Counted(stream);
        var truth = stream.Items.GroupBy(item => item.Key).ToDictionary(key => key.Key, key => key.Sum(item => item.Weight));
        var total = stream.Items.Sum(item => item.Weight);
        var bound = (double)total / stream.Capacity;
        var counted = sketch.Keys().ToDictionary(key => key.Key);
        return sketch.Total == total
            && counted.Values.Sum(key => key.AtMost) == total
            && sketch.Floor <= bound
            && counted.Values.All(key => key.AtLeast <= truth[key.Key] && truth[key.Key] <= key.AtMost && key.AtMost - truth[key.Key] <= bound)
            && truth.All(key => counted.ContainsKey(key.Key) || (key.Value <= sketch.Floor && sketch.Find(key.Key) is null));
    }

    private static SpaceSaving Counted(Stream stream)
    {
        var sketch = new SpaceSaving(stream.Capacity);
        foreach (var (key, weight) in stream.Items)
            sketch.Add(Family, key, weight);
        return sketch;
    }

    // By inversion of 1/x, which Zipf's law of exponent 1 is.
    private static (string Key, long Weight)[] Zipf(Random random, int keys, int length) =>
        [.. Enumerable.Range(0, length).Select(_ => ($"k{(int)Math.Pow(keys, random.NextDouble())}", 1L))];

    // Each round asks for as many new keys as there are counters, then for the one that the last of them has replaced.
    private static (string Key, long Weight)[] Scans(int capacity, int rounds) =>
    [
        .. Enumerable.Range(0, rounds).SelectMany(round =>
            Enumerable.Range(0, capacity + 1).Select(i => ($"r{round}k{i}", 1L)).Append(($"r{round}k0", 1L))),
    ];

    private sealed record Stream(int Capacity, (string Key, long Weight)[] Items)
    {
        public override string ToString() => $"{Capacity} counters: {string.Join(' ', Items)}";
    }
}
