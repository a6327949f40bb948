using Edge.Caching.HttpCaching;
using Edge.Caching.TwoLevel;
using FsCheck;
using FsCheck.Fluent;

namespace Edge.Tests.Caching.TwoLevel;

public class MemoryLevelTests
{
    private const int Keys = 40;
    private const int Capacity = 20_000;

    private static readonly CacheFamily Family = new(
        "test", CachePolicy.NoStore, new CacheSource((_, _) => Task.FromResult(Filled.Nothing), null, null));

    private enum Act
    {
        Set,
        Find,
        Remove,
        Grow,
        Resize,
    }

    private static readonly Gen<(Act Act, int Key, int Bytes)> Steps =
        from act in Gen.Frequency(
            (6, Gen.Constant(Act.Set)), (8, Gen.Constant(Act.Find)), (1, Gen.Constant(Act.Remove)), (1, Gen.Constant(Act.Grow)),
            (1, Gen.Constant(Act.Resize)))
        from key in Gen.Choose(0, Keys - 1)
        from bytes in Gen.Frequency((9, Gen.Choose(0, 2000)), (1, Gen.Choose(2000, 30_000)))
        select (act, key, bytes);

    // The model keeps everything; the level may forget whatever it likes, and nothing else.
    [Fact]
    public void Gives_what_was_put_in_last_or_nothing_within_its_bytes() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(400),
        Prop.ForAll(Arb.From(Steps.ListOf()), steps =>
        {
            var level = new MemoryLevel(Capacity);
            var model = new Dictionary<string, CacheEntry>();
            var isTrue = true;
            foreach (var (act, number, bytes) in steps)
            {
                var key = $"key-{number}";
                Run(level, model, act, key, bytes);
                isTrue &= level.Bytes <= level.Capacity && level.Bytes >= 0 && level.Count >= 0;
                var held = Enumerable.Range(0, Keys).Select(other => level.Find($"key-{other}")).OfType<CacheEntry>().ToList();
                isTrue &= held.All(entry => model.GetValueOrDefault(entry.Key) == entry);
                isTrue &= held.Sum(entry => (long)entry.Bytes) <= level.Bytes;
            }
            return isTrue;
        }));

    [Fact]
    public void Counts_for_each_family_what_it_holds()
    {
        var family = new CacheFamily("own", CachePolicy.NoStore, Family.Source);
        var level = new MemoryLevel(Capacity);
        for (var i = 0; i < 200; i++)
            level.Set(Entry($"key-{i % 120}", i * 7 % 900, family));

        var held = Enumerable.Range(0, 120).Select(i => level.Find($"key-{i}")).OfType<CacheEntry>().ToList();

        Assert.Equal(held.Count, family.Counters.Entries);
        Assert.Equal(held.Sum(entry => (long)entry.Bytes), family.Counters.Bytes);
        Assert.Equal(level.Bytes, family.Counters.Bytes);
        Assert.True(family.Counters.Evictions > 0);
        level.Capacity = 0;
        Assert.Equal((0, 0L, 0L), (level.Count, family.Counters.Entries, family.Counters.Bytes));
    }

    [Fact]
    public void Without_any_room_it_holds_nothing_also_of_what_was_used_often()
    {
        var level = new MemoryLevel(Capacity);
        level.Set(Entry("used", 700));
        for (var use = 0; use < 3; use++)
            level.Find("used");
        for (var i = 0; i < 40; i++)
            level.Set(Entry($"other-{i}", 700));
        Assert.NotNull(level.Find("used"));

        level.Capacity = 0;

        Assert.Equal((0, 0), (level.Count, level.Bytes));
    }

    [Fact]
    public void A_scan_leaves_what_is_used_where_it_is()
    {
        var level = new MemoryLevel(1000 * 1000);
        var busy = Enumerable.Range(0, 500).Select(i => $"busy-{i}").ToList();
        foreach (var key in busy)
            level.Set(Entry(key, 700));
        for (var use = 0; use < 3; use++)
            busy.ForEach(key => level.Find(key));

        for (var i = 0; i < 20_000; i++)
            level.Set(Entry($"scan-{i}", 700));

        Assert.All(busy, key => Assert.NotNull(level.Find(key)));
    }

    [Fact]
    public void A_key_that_comes_back_soon_is_kept_longer_than_a_stranger()
    {
        var level = new MemoryLevel(100 * 1000);
        level.Set(Entry("back", 700));
        for (var i = 0; i < 110; i++)
            level.Set(Entry($"used-{i}", 700));
        Assert.Null(level.Find("back"));

        level.Set(Entry("back", 700));
        level.Set(Entry("stranger", 700));
        for (var i = 0; i < 110; i++)
            level.Set(Entry($"other-{i}", 700));

        Assert.NotNull(level.Find("back"));
        Assert.Null(level.Find("stranger"));
    }

    [Fact]
    public async Task Callers_at_the_same_time_neither_lose_bytes_nor_mix_up_keys()
    {
        var level = new MemoryLevel(200 * 1000);
        var work = Enumerable.Range(0, 4).Select(seed => Task.Run(() =>
        {
            var random = new Random(seed);
            for (var i = 0; i < 20_000; i++)
            {
                var key = $"key-{random.Next(500)}";
                if (level.Find(key) is not { } entry)
                    level.Set(Entry(key, random.Next(2000)));
                else
                    Assert.Equal(key, entry.Key);
            }
        }));

        await Task.WhenAll(work);

        var held = Enumerable.Range(0, 500).Select(i => level.Find($"key-{i}")).OfType<CacheEntry>().ToList();
        Assert.Equal(held.Count, level.Count);
        Assert.Equal(held.Sum(entry => (long)entry.Bytes), level.Bytes);
    }

    internal static CacheEntry Entry(string key, int bytes, CacheFamily? family = null) => new()
    {
        Key = key,
        Family = family ?? Family,
        Value = key,
        ValueBytes = bytes,
        Slots = [],
        Stamp = 0,
        FilledAt = 0,
        RefreshAt = long.MaxValue,
        ExpiresAt = long.MaxValue,
        Step = 0,
    };

    private static void Run(MemoryLevel level, Dictionary<string, CacheEntry> model, Act act, string key, int bytes)
    {
        switch (act)
        {
            case Act.Set:
                level.Set(model[key] = Entry(key, bytes));
                break;
            case Act.Find:
                level.Find(key);
                break;
            case Act.Remove:
                level.Remove(key);
                model.Remove(key);
                break;
            case Act.Grow when level.Find(key) is { } entry:
                level.Grew(entry, bytes);
                break;
            case Act.Resize:
                level.Capacity = bytes * 10;
                break;
        }
    }
}
