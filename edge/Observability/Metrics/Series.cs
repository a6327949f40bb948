using System.Numerics;
using System.Runtime.InteropServices;

namespace Edge.Observability.Metrics;

/// <summary>
/// One time series. Each core counts in a stripe of its own, a cache line away from its neighbours, so that a busy route's
/// cores do not wait for each other; a scrape adds the stripes up.
/// </summary>
internal sealed class Series(string labels, double[]? bounds)
{
    private const int LineOfLongs = 16;
    private static readonly int Stripes = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(Environment.ProcessorCount, 16));

    private readonly Cell[] sums = new Cell[Stripes];
    private readonly int stride = bounds is null ? 0 : (bounds.Length + 1 + LineOfLongs - 1) / LineOfLongs * LineOfLongs;
    private readonly long[] counts =
        bounds is null ? [] : new long[Stripes * ((bounds.Length + 1 + LineOfLongs - 1) / LineOfLongs * LineOfLongs)];

    /// <summary>As the exposition writes them: <c>a="b",c="d"</c>, or empty.</summary>
    public string Labels => labels;

    /// <summary>The scrape that last saw an observed value; older ones are not exposed any more.</summary>
    public long Scrape { get; private set; }

    public void Add(double value) => AddTo(ref sums[Stripe()].Value, value);

    public void Set(double value, long scrape)
    {
        Volatile.Write(ref sums[0].Value, value);
        Scrape = scrape;
    }

    public void Observe(double value)
    {
        var stripe = Stripe();
        AddTo(ref sums[stripe].Value, value);
        Interlocked.Increment(ref counts[(stripe * stride) + Bucket(value)]);
    }

    public double Value()
    {
        var sum = 0.0;
        for (var i = 0; i < sums.Length; i++)
            sum += Volatile.Read(ref sums[i].Value);
        return sum;
    }

    /// <summary>How many values fell into bucket <paramref name="index"/> alone; the last bucket has no upper bound.</summary>
    public long CountIn(int index)
    {
        long count = 0;
        for (var stripe = 0; stripe < Stripes; stripe++)
            count += Volatile.Read(ref counts[(stripe * stride) + index]);
        return count;
    }

    private static int Stripe() => Thread.GetCurrentProcessorId() & (Stripes - 1);

    // A value equal to a bound belongs below it: le means less or equal.
    private int Bucket(double value)
    {
        var index = 0;
        while (index < bounds!.Length && value > bounds[index])
            index++;
        return index;
    }

    private static void AddTo(ref double target, double value)
    {
        var seen = Volatile.Read(ref target);
        while (true)
        {
            var found = Interlocked.CompareExchange(ref target, seen + value, seen);
            // Equals, unlike ==, also holds for NaN: a NaN that was measured must not spin here for ever.
            if (found.Equals(seen))
                return;
            seen = found;
        }
    }

    [StructLayout(LayoutKind.Explicit, Size = LineOfLongs * sizeof(long))]
    private struct Cell
    {
        [FieldOffset(0)]
        public double Value;
    }
}
