using System.Numerics;

namespace Edge.Caching.Analytics;

/// <summary>
/// Buckets for whole numbers from 0 on: each power of two is divided into four equal parts, so that a bucket is at most a quarter as wide
/// as its lower bound and a few cache lines hold everything from a byte to sixteen gigabytes. The layout is that of HdrHistogram with two
/// significant bits.
/// </summary>
internal static class LogLinear
{
    /// <summary>Values from 2^34 on share the last bucket.</summary>
    public const int Buckets = ((MaxExponent - PartBits) * Parts) + (2 * Parts);

    private const int PartBits = 2;
    private const int Parts = 1 << PartBits;
    private const int MaxExponent = 33;

    public static int IndexOf(long value)
    {
        if (value < Parts)
            return (int)Math.Max(0, value);
        var exponent = BitOperations.Log2((ulong)value);
        if (exponent > MaxExponent)
            return Buckets - 1;
        return ((exponent - PartBits) * Parts) + Parts + (int)((value >> (exponent - PartBits)) & (Parts - 1));
    }

    /// <summary>The lowest value of a bucket.</summary>
    public static long LowerBound(int index)
    {
        if (index < Parts)
            return index;
        var exponent = ((index - Parts) / Parts) + PartBits;
        return (long)(Parts + (index % Parts)) << (exponent - PartBits);
    }

    /// <summary>The highest value of a bucket.</summary>
    public static long UpperBound(int index) => LowerBound(index + 1) - 1;

    /// <summary>
    /// The value that a share of all measured ones does not exceed, as the upper bound of its bucket: never below the true one, and at
    /// most a quarter above it. 0 when nothing was measured.
    /// </summary>
    /// <param name="share">0 to 1.</param>
    public static long Quantile(ReadOnlySpan<long> counts, double share)
    {
        var rank = (long)Math.Ceiling(Total(counts) * share);
        long seen = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            seen += counts[i];
            if (counts[i] > 0 && seen >= rank)
                return UpperBound(i);
        }
        return 0;
    }

    public static long Total(ReadOnlySpan<long> counts)
    {
        long total = 0;
        foreach (var count in counts)
            total += count;
        return total;
    }
}
