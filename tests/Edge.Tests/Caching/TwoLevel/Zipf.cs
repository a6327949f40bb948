namespace Edge.Tests.Caching.TwoLevel;

/// <summary>Requests for keys whose popularity falls with their rank: the n-th is asked for 1/n as often as the first (Zipf, exponent 1).</summary>
internal static class Zipf
{
    /// <summary>Keys, whose ranks are shuffled so that neighbours in number are none in popularity.</summary>
    public static int[] Trace(int keys, int requests, int seed)
    {
        var random = new Random(seed);
        var sums = new double[keys];
        for (var (i, sum) = (0, 0.0); i < keys; i++)
            sums[i] = sum += 1.0 / (i + 1);
        var names = Enumerable.Range(0, keys).ToArray();
        random.Shuffle(names);
        var trace = new int[requests];
        for (var i = 0; i < requests; i++)
        {
            var rank = Array.BinarySearch(sums, random.NextDouble() * sums[^1]);
            trace[i] = names[Math.Min(rank < 0 ? ~rank : rank, keys - 1)];
        }
        return trace;
    }

    /// <summary>The share of all requests that the most wanted keys have.</summary>
    public static double ShareOf(int wanted, int keys) => Harmonic(wanted) / Harmonic(keys);

    private static double Harmonic(int n) => Enumerable.Range(1, n).Sum(i => 1.0 / i);
}
