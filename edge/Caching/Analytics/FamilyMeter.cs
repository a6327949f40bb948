using System.Numerics;
using Edge.Caching.TwoLevel;

namespace Edge.Caching.Analytics;

/// <summary>
/// Counts the accesses to one family of keys. Each core counts in a stripe of its own, so an access costs four additions to memory that
/// no other core writes, allocates nothing and waits for nobody; readers add the stripes up.
/// </summary>
internal sealed class FamilyMeter(CacheFamily family, TopKeys top)
{
    public const int AgesFrom = 16;
    public const int SizesFrom = AgesFrom + LogLinear.Buckets;

    /// <summary>Columns of a row: the figures, then the ages in milliseconds and the sizes in bytes of what was served.</summary>
    public const int Width = SizesFrom + LogLinear.Buckets;

    private const int LineOfLongs = 16;
    private const int Stride = (Width + LineOfLongs - 1) / LineOfLongs * LineOfLongs;
    private static readonly int Stripes = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(Environment.ProcessorCount, 16));

    private readonly long[] cells = new long[Stripes * Stride];

    public CacheFamily Family => family;

    /// <param name="age">Milliseconds since the entry was filled.</param>
    /// <param name="bytes">What it takes of the memory.</param>
    public void Accessed(string key, CacheLevel level, long age, int bytes)
    {
        var stripe = (Thread.GetCurrentProcessorId() & (Stripes - 1)) * Stride;
        Interlocked.Increment(ref cells[stripe + (int)level]);
        if (level != CacheLevel.Source)
            Interlocked.Add(ref cells[stripe + (int)CacheFigure.HitBytes], bytes);
        Interlocked.Increment(ref cells[stripe + AgesFrom + LogLinear.IndexOf(age)]);
        Interlocked.Increment(ref cells[stripe + SizesFrom + LogLinear.IndexOf(bytes)]);
        top.Seen(family, key);
    }

    /// <param name="totals">Takes <see cref="Width"/> columns: everything since the start.</param>
    public void Read(Span<long> totals)
    {
        totals.Clear();
        for (var stripe = 0; stripe < cells.Length; stripe += Stride)
        {
            for (var column = 0; column < Width; column++)
                totals[column] += Volatile.Read(ref cells[stripe + column]);
        }
        var counters = family.Counters;
        totals[(int)CacheFigure.Fills] = counters.Fills;
        totals[(int)CacheFigure.FillMicroseconds] = counters.FillMicroseconds;
        totals[(int)CacheFigure.RefillsSame] = counters.RefillsSame;
        totals[(int)CacheFigure.RefillsOther] = counters.RefillsOther;
        totals[(int)CacheFigure.Failures] = counters.Failures;
        totals[(int)CacheFigure.Evictions] = counters.Evictions;
        totals[(int)CacheFigure.Regrets] = counters.Regrets;
    }
}
