using Edge.Caching.TwoLevel;
using Xunit.Abstractions;

namespace Edge.Tests.Caching.TwoLevel;

/// <summary>
/// Hit rates on a Zipf(1.0) trace of 200,000 shipments, beside LRU on the same trace. With entries as large as what they were made of,
/// 10 % of the data can answer at most 82 % of such requests, whoever chooses: the 20,000 most wanted have that share of them.
/// </summary>
public class HitRateTests(ITestOutputHelper output)
{
    private const int Shipments = 200_000;
    private const int Requests = 2_000_000;
    private const int Warming = 500_000;
    private const int EntryOverhead = 300;

    [Fact]
    public void Beats_LRU_and_comes_near_the_best_that_a_tenth_of_the_keys_can_give()
    {
        const int Bytes = 1000;
        var trace = Zipf.Trace(Shipments, Warming + Requests, seed: 20261122);
        var names = Names();
        var capacity = (long)Shipments / 10 * (Bytes + EntryOverhead + (2 * names[0].Length));

        var ours = Run(trace, names, _ => Bytes, capacity);
        var lru = Lru(trace, _ => Bytes + EntryOverhead + (2 * names[0].Length), capacity);
        var best = Zipf.ShareOf(Shipments / 10, Shipments);

        output.WriteLine($"L1 of 10 % of the keys: S3-FIFO {ours:P1}, LRU {lru:P1}, the most that the choice of 10 % can give {best:P1}");
        Assert.InRange(ours, lru + 0.02, 1);
        Assert.InRange(ours, best - 0.04, 1);
    }

    // Memory holds views as callers take them, in brotli, and pays for what each needs beside its bytes.
    [Theory]
    [InlineData("their plain text", 0, 0.80)]
    [InlineData("what PostgreSQL holds for them (docs/SCALE.md)", 3696, 0.85)]
    public void Answers_most_from_a_tenth_of_the_bytes(string data, int bytesEach, double wanted)
    {
        var trace = Zipf.Trace(Shipments, Warming + Requests, seed: 20261122);
        var names = Names();
        var plain = SampleViews.PlainBytes(Shipments, seed: 7, out var compressed);
        var capacity = bytesEach == 0 ? plain.Sum(bytes => (long)bytes) / 10 : (long)bytesEach * Shipments / 10;

        var ours = Run(trace, names, i => compressed[i], capacity);
        var lru = Lru(trace, i => compressed[i] + EntryOverhead + (2 * names[0].Length), capacity);

        output.WriteLine(
            $"L1 of 10 % of {data}, {capacity / Shipments * 10} bytes each, of which a view in memory takes "
            + $"{compressed.Average() + EntryOverhead + (2 * names[0].Length):0}: S3-FIFO {ours:P1}, LRU {lru:P1}");
        Assert.InRange(ours, wanted, 1);
        Assert.InRange(ours, lru + 0.01, 1);
    }

    private static string[] Names() => [.. Enumerable.Range(0, Shipments).Select(i => $"/s/{i:D24}.json")];

    private static double Run(int[] trace, string[] names, Func<int, int> bytes, long capacity)
    {
        var level = new MemoryLevel(capacity);
        var hits = 0;
        for (var at = 0; at < trace.Length; at++)
        {
            var key = names[trace[at]];
            if (level.Find(key) is not null)
                hits += at >= Warming ? 1 : 0;
            else
                level.Set(MemoryLevelTests.Entry(key, bytes(trace[at])));
        }
        return (double)hits / (trace.Length - Warming);
    }

    private static double Lru(int[] trace, Func<int, int> bytes, long capacity)
    {
        var order = new LinkedList<int>();
        var nodes = new LinkedListNode<int>?[Shipments];
        var (held, hits) = (0L, 0);
        for (var at = 0; at < trace.Length; at++)
        {
            var key = trace[at];
            if (nodes[key] is { } node)
            {
                order.Remove(node);
                order.AddFirst(node);
                hits += at >= Warming ? 1 : 0;
                continue;
            }
            nodes[key] = order.AddFirst(key);
            for (held += bytes(key); held > capacity; order.RemoveLast())
            {
                held -= bytes(order.Last!.Value);
                nodes[order.Last.Value] = null;
            }
        }
        return (double)hits / (trace.Length - Warming);
    }
}
