using System.Diagnostics;
using System.Diagnostics.Metrics;
using Edge.Hosting.Configuration;
using Edge.Storage.Redis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Edge.Benchmarks;

/// <summary>
/// GETs of one small value through the service's own client and its one connection. Each of so many callers awaits its answer before it
/// asks again, as requests do; nobody batches by hand. Prints one line a measurement: callers, GET/s, bytes allocated for each.
/// </summary>
internal static class RedisGets
{
    private const int ValueBytes = 3;
    private static readonly byte[] Key = "key:000000000000"u8.ToArray();

    public static async Task<int> Run(string url, int seconds, int[] callers)
    {
        var settings = new Settings(
            new ConfigurationBuilder().AddInMemoryCollection([new KeyValuePair<string, string?>("Caching:Redis", url)]).Build(), []);
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var metrics = new RedisMetrics(services.GetRequiredService<IMeterFactory>());
        using var listener = Listen();
        using var client = new RedisClient(RedisOptions.Read(settings), metrics, TimeProvider.System, NullLogger<RedisClient>.Instance);
        await client.Set(Key, new byte[ValueBytes], TimeSpan.FromHours(1));
        await Measure(client, callers[0], TimeSpan.FromSeconds(2));
        foreach (var count in callers)
        {
            var (rate, bytes) = await Measure(client, count, TimeSpan.FromSeconds(seconds));
            Console.WriteLine($"{count} {rate:0} {bytes:0}");
        }
        return 0;
    }

    private static async Task<(double Rate, double Bytes)> Measure(RedisClient client, int callers, TimeSpan duration)
    {
        using var stop = new CancellationTokenSource(duration);
        var allocated = GC.GetTotalAllocatedBytes();
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() => Ask(client, stop))));
        var total = counts.Sum();
        return (total / Stopwatch.GetElapsedTime(start).TotalSeconds, (GC.GetTotalAllocatedBytes() - allocated) / (double)total);
    }

    private static async Task<long> Ask(RedisClient client, CancellationTokenSource stop)
    {
        var count = 0L;
        for (; !stop.IsCancellationRequested; count++)
        {
            if ((await client.Get(Key))?.Length != ValueBytes)
                throw new InvalidDataException("a wrong answer");
        }
        return count;
    }

    // Somebody listens in the service as well: instruments that nobody reads cost nothing, and would flatter.
    private static MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "Edge.Storage.Redis")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        var sum = 0.0;
        listener.SetMeasurementEventCallback<double>((_, value, _, _) => sum += value);
        listener.Start();
        return listener;
    }
}
