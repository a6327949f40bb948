using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Edge.Shared.Contracts;
using Edge.Tests.Features.Tracking;
using Edge.Tests.Storage.Postgres;
using Edge.Tests.Storage.Redis;
using Xunit.Abstractions;

namespace Edge.Tests.Caching.TwoLevel;

/// <summary>
/// Two nodes, each with a line of its own to PostgreSQL and to Redis. Both are written to and read from while lines are cut and go silent
/// at random. Every answer is held against what was acknowledged before it was asked for.
/// </summary>
[Trait(TestDatabase.Engine, TestDatabase.Postgres)]
public class StalenessTests(ITestOutputHelper output)
{
    private const int Parcels = 12;
    private const int ReadersPerNode = 3;
    private const int Seed = 20261122;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan StaleBound = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(25);

    private readonly ConcurrentQueue<string> tooOld = new();
    private readonly long[] reads = new long[2];
    private readonly long[] worst = new long[2];
    private long refused;
    private long written;
    private long lost;

    [PostgresFact]
    public async Task No_answer_is_older_than_the_bounds_whatever_is_cut()
    {
        var folder = ReplicatedServers.Folder();
        await using var postgres = await PostgresServer.Primary(folder, swept: folder);
        await using var redis = await RedisServer.Start();
        await using var first = await Node.Start(postgres, redis);
        await using var second = await Node.Start(postgres, redis);
        Node[] nodes = [first, second];
        var parcels = new List<Parcel>();
        var client = new TrackingClient(first.Server);
        for (var i = 0; i < Parcels; i++)
            parcels.Add(new Parcel(await client.Create($"PARCEL{i}")));

        using var stop = new CancellationTokenSource();
        var work = new List<Task>();
        foreach (var node in nodes)
        {
            work.Add(Write(node, nodes, parcels, stop.Token));
            work.AddRange(Enumerable.Range(0, ReadersPerNode).Select(i => Read(node, parcels, Seed + i, stop.Token)));
        }
        await CutLines([first.Postgres, first.Redis, second.Postgres, second.Redis]);
        await stop.CancelAsync();
        await Task.WhenAll(work);

        output.WriteLine($"{written} writes acknowledged, {lost} not; {reads[0]} reads, {reads[1]} of what was marked stale, {refused} refused");
        output.WriteLine($"the oldest answer: {Milliseconds(worst[0])} ms, bound {Bound.TotalMilliseconds} ms");
        output.WriteLine($"the oldest answer marked stale: {Milliseconds(worst[1])} ms, bound {StaleBound.TotalMilliseconds} ms");
        Assert.Empty(tooOld);
        Assert.True(written > 100 && reads[0] > 1000, "too little was done to show anything");
    }

    private static double Milliseconds(long ticks) => Math.Round(TimeSpan.FromTicks(ticks).TotalMilliseconds);

    private static async Task CutLines(CutProxy[] lines)
    {
        var random = new Random(Seed);
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < Duration)
        {
            var line = lines[random.Next(lines.Length)];
            line.Set(random.Next(2) == 0 ? Line.Cut : Line.Silent);
            await Task.Delay(random.Next(100, 4000));
            if (random.Next(3) > 0)
                line.Set(Line.Whole);
            await Task.Delay(random.Next(50, 600));
            if (random.Next(4) == 0)
                Array.ForEach(lines, each => each.Set(Line.Whole));
        }
        Array.ForEach(lines, line => line.Set(Line.Whole));
    }

    // A caller who got no answer asks the other node; whether the first write took place is not known, and not asked.
    private async Task Write(Node node, Node[] nodes, List<Parcel> parcels, CancellationToken stop)
    {
        var random = new Random(Seed + Array.IndexOf(nodes, node));
        using var http = await node.Server.ApiKey(Role.Operator);
        while (!stop.IsCancellationRequested)
        {
            var parcel = parcels[random.Next(parcels.Count)];
            var body = $$"""{"event_time":"{{parcel.NextTime():O}}","status":"in_transit","sub_status":"step {{parcel.Steps}}"}""";
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3));
            try
            {
                using var content = new StringContent(body, null, "application/json");
                using var answer = await http.PostAsync($"{TrackingClient.Root}/{parcel.Shipment.Id}/events", content, patience.Token);
                if (answer.StatusCode == HttpStatusCode.Created)
                {
                    var appended = System.Text.Json.JsonSerializer.Deserialize(
                        await answer.Content.ReadAsStringAsync(CancellationToken.None), WireJson.Reading.AppendedEvent)!;
                    parcel.Acknowledged(appended.Shipment.Version, Stopwatch.GetTimestamp());
                    Interlocked.Increment(ref written);
                }
                else
                {
                    Interlocked.Increment(ref lost);
                }
            }
            catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
            {
                Interlocked.Increment(ref lost);
            }
            await Task.Delay(random.Next(5, 60), CancellationToken.None);
        }
    }

    private async Task Read(Node node, List<Parcel> parcels, int seed, CancellationToken stop)
    {
        var random = new Random(seed);
        using var http = node.Server.NewClient();
        while (!stop.IsCancellationRequested)
        {
            var parcel = parcels[random.Next(parcels.Count)];
            var begun = Stopwatch.GetTimestamp();
            using var answer = await http.GetAsync($"/s/{parcel.Shipment.Token}.json", CancellationToken.None);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                Interlocked.Increment(ref refused);
                await Task.Delay(5, CancellationToken.None);
                continue;
            }
            var version = long.Parse(answer.Headers.ETag!.Tag.Trim('"').Split('.')[0], System.Globalization.CultureInfo.InvariantCulture);
            var status = answer.Headers.GetValues("Cache-Status").Single();
            Judge(parcel.Age(version, begun), status, status.Contains("stale-on-error", StringComparison.Ordinal) ? 1 : 0, parcel, version);
            await Task.Delay(random.Next(3), CancellationToken.None);
        }
    }

    private void Judge(TimeSpan age, string status, int kind, Parcel parcel, long version)
    {
        Interlocked.Increment(ref reads[kind]);
        for (var seen = Volatile.Read(ref worst[kind]); seen < age.Ticks; seen = Volatile.Read(ref worst[kind]))
            Interlocked.CompareExchange(ref worst[kind], age.Ticks, seen);
        if (age > (kind == 0 ? Bound : StaleBound))
            tooOld.Enqueue($"{parcel.Shipment.Number} version {version}: {age.TotalMilliseconds} ms, {status}");
    }

    private sealed class Parcel(Shipment shipment)
    {
        private readonly List<(long Version, long At)> acknowledged = [];
        private int steps;

        public Shipment Shipment => shipment;

        public int Steps => steps;

        public DateTimeOffset NextTime() => FakeTime.Noon.AddSeconds(Interlocked.Increment(ref steps));

        public void Acknowledged(long version, long at)
        {
            lock (acknowledged)
                acknowledged.Add((version, at));
        }

        /// <summary>For how long a newer version had been acknowledged at that moment; zero when there was none.</summary>
        public TimeSpan Age(long version, long at)
        {
            lock (acknowledged)
            {
                var newer = acknowledged.Where(write => write.Version > version && write.At < at).Select(write => write.At).DefaultIfEmpty(at).Min();
                return Stopwatch.GetElapsedTime(newer, at);
            }
        }
    }

    /// <summary>A node behind lines of its own.</summary>
    private sealed class Node(EdgeServer server, CutProxy postgres, CutProxy redis) : IAsyncDisposable
    {
        public EdgeServer Server => server;

        public CutProxy Postgres => postgres;

        public CutProxy Redis => redis;

        public static async Task<Node> Start(PostgresServer database, RedisServer cache)
        {
            var (postgres, redis) = (new CutProxy(database.Port), new CutProxy(cache.Port));
            var server = await EdgeServer.Start(
                ("Storage:Database", $"postgres://edge@127.0.0.1:{postgres.Port}/edge?sslmode=disable&pool_max=30&connect_timeout=2&statement_timeout=3"),
                ("Caching:Redis", $"redis://127.0.0.1:{redis.Port}"),
                ("Caching:Staleness", $"{Bound.TotalSeconds}s"),
                ("Caching:StaleAtMost", $"{StaleBound.TotalSeconds}s"));
            return new Node(server, postgres, redis);
        }

        public async ValueTask DisposeAsync()
        {
            await server.DisposeAsync();
            await postgres.DisposeAsync();
            await redis.DisposeAsync();
        }
    }
}
