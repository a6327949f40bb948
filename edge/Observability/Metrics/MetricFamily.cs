namespace Edge.Observability.Metrics;

internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>
/// All series of one metric. Looking one up takes no lock: the table is replaced, never changed. There are at most
/// <see cref="MaxSeries"/>; what comes after them shares one overflow series, so nothing a client sends can fill the memory.
/// </summary>
/// <param name="name">As the exposition names it, a counter with its <c>_total</c>.</param>
/// <param name="isObserved">Values come at a scrape and replace the last ones; else they are added up.</param>
/// <param name="kept">The tags that become labels, null for all. Values that differ only in other tags are added up.</param>
internal sealed class MetricFamily(
    string name, string help, string? unit, MetricKind kind, bool isObserved, double[]? bounds, string[]? kept)
{
    public const int MaxSeries = 1000;
    private const int FirstSize = 8;

    private readonly Lock gate = new();
    private readonly Series overflow = new("otel_metric_overflow=\"true\"", bounds);
    private Slot?[] slots = new Slot?[FirstSize];
    private Series[] all = [];

    public string Name => name;

    public string Help => help;

    public string? Unit => unit;

    public MetricKind Kind => kind;

    /// <summary>The tags that become labels; null for all.</summary>
    public IReadOnlyList<string>? Kept => kept;

    public IReadOnlyList<double> Bounds => bounds ?? [];

    /// <summary>The number of the scrape under way; the registry sets it before it asks for observed values.</summary>
    public long Scrape { get; set; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = Find(tags);
        if (kind == MetricKind.Histogram)
            series.Observe(value);
        else if (isObserved)
            series.Set(value, Scrape);
        else
            series.Add(value);
    }

    /// <summary>The series to expose, in the order of their appearance.</summary>
    public IEnumerable<Series> Live() => Volatile.Read(ref all).Where(series => !isObserved || series.Scrape == Scrape);

    private Series Find(ReadOnlySpan<KeyValuePair<string, object?>> given)
    {
        var tags = new Tags(given, kept);
        var hash = tags.Hash();
        return Lookup(Volatile.Read(ref slots), tags, hash) ?? Create(tags, hash);
    }

    private static Series? Lookup(Slot?[] table, Tags tags, int hash)
    {
        for (var slot = table[hash & (table.Length - 1)]; slot is not null; slot = slot.Next)
        {
            if (slot.Hash == hash && tags.Are(slot.Tags))
                return slot.Series;
        }
        return null;
    }

    private Series Create(Tags tags, int hash)
    {
        lock (gate)
        {
            if (Lookup(slots, tags, hash) is { } known)
                return known;
            if (all.Length >= MaxSeries)
            {
                if (all.Length == MaxSeries)
                    Volatile.Write(ref all, [.. all, overflow]);
                return overflow;
            }
            var kept = tags.ToArray();
            var series = new Series(Metrics.Tags.ToLabels(kept), bounds);
            Volatile.Write(ref slots, With(slots, new Slot(hash, kept, series, null), grow: all.Length >= slots.Length));
            Volatile.Write(ref all, [.. all, series]);
            return series;
        }
    }

    private static Slot?[] With(Slot?[] old, Slot added, bool grow)
    {
        var table = new Slot?[grow ? old.Length * 2 : old.Length];
        foreach (var chain in old)
        {
            for (var slot = chain; slot is not null; slot = slot.Next)
                Put(table, slot);
        }
        Put(table, added);
        return table;
    }

    private static void Put(Slot?[] table, Slot slot)
    {
        ref var place = ref table[slot.Hash & (table.Length - 1)];
        place = slot with { Next = place };
    }

    private sealed record Slot(int Hash, KeyValuePair<string, object?>[] Tags, Series Series, Slot? Next);
}
