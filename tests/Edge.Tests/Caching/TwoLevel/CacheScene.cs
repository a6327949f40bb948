using System.Collections.Concurrent;
using Edge.Caching;
using Edge.Caching.HttpCaching;
using Edge.Caching.TwoLevel;
using Edge.Storage;
using Edge.Storage.Facts;
using Edge.Tests.Storage.Redis;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Edge.Tests.Caching.TwoLevel;

/// <summary>A clock whose timestamps move only when told to, too; its timers are real.</summary>
internal sealed class CacheTime : TimeProvider
{
    private long ticks = FakeTime.Noon.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref ticks);

    public void Advance(TimeSpan span) => Interlocked.Add(ref ticks, span.Ticks);
}

/// <summary>A cache by itself: its facts are those of a real server, its source is the test, and it looks at facts when told to.</summary>
internal sealed class CacheScene : IAsyncDisposable
{
    private readonly EdgeServer server;
    private readonly bool ownsServer;
    private readonly TestRedis? redis;

    private CacheScene(EdgeServer server, bool ownsServer, CacheTime time, string? redisUrl, CachingOptions options)
    {
        this.server = server;
        this.ownsServer = ownsServer;
        Time = time;
        Options = options;
        var services = server.Services;
        Database = services.GetRequiredService<Database>();
        Coherence = new Coherence(
            options, services.GetRequiredService<FactSights>(), new FactTags([new FactTagRule("thing", ["ThingChanged"])]),
            services.GetRequiredService<FactWakeup>(), time);
        Memory = new MemoryLevel(options.MemoryBytes);
        if (redisUrl is not null)
        {
            redis = new TestRedis(redisUrl);
            Coherence.Told += (_, _) => { };
            Redis = new RedisLevel(redis.Client, Coherence, services.GetRequiredService<DatabaseEpoch>(), options, time);
        }
        var flights = new Flights(Memory, Coherence, options, time, NullLogger<EdgeCache>.Instance, Redis);
        Family = new CacheFamily("things", CachePolicy.Shared, new CacheSource(
            (key, _) => Ask(key), value => TestRedis.Bytes((string)value),
            found => Thing(System.Text.Encoding.UTF8.GetString(found.Payload!), found.Tags)));
        Cache = new EdgeCache(
            Memory, Coherence, flights, [Family], options, time, Database, services.GetRequiredService<FactLog>(),
            services.GetRequiredService<IOptions<JsonOptions>>());
        Cache.Observed = (_, key, level, _, _) => Levels.Enqueue(level);
    }

    public static CachingOptions Default { get; } = new(
        1024 * 1024, TimeSpan.FromSeconds(5), TimeSpan.FromHours(1), TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(2),
        TimeSpan.FromSeconds(1));

    public CacheTime Time { get; }

    public CachingOptions Options { get; }

    public Database Database { get; }

    public Coherence Coherence { get; }

    public MemoryLevel Memory { get; }

    public RedisLevel? Redis { get; }

    public CacheFamily Family { get; }

    public EdgeCache Cache { get; }

    /// <summary>Each access that gave an entry.</summary>
    public ConcurrentQueue<CacheLevel> Levels { get; } = new();

    /// <summary>Keys the source was asked for.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>What the source does; by default it gives "{key} {how often it was asked}".</summary>
    public Func<string, Task<Filled>>? Source { get; set; }

    /// <param name="with">Shares the database, and the clock, of another scene: a second node.</param>
    public static async Task<CacheScene> Start(CachingOptions? options = null, string? redis = null, CacheScene? with = null)
    {
        var server = with?.server ?? await EdgeServer.Start();
        options ??= redis is null ? Default : Default with { SoftTimeout = TimeSpan.FromSeconds(1) };
        var scene = new CacheScene(server, with is null, with?.Time ?? new CacheTime(), redis, options);
        // A log without facts says nothing of what was before, and one that others' transactions hold back not enough.
        if (redis is not null && with is null)
            await scene.Change("something");
        await scene.LookSettled();
        // A first answer that a busy machine holds up would have the cache do without Redis for a moment.
        if (scene.redis is { } client)
            await client.Eventually("");
        return scene;
    }

    public static Filled Thing(string value, string[] tags, TimeSpan? lifetime = null) =>
        new(value, value.Length, tags, lifetime ?? TimeSpan.FromMinutes(1));

    public static string TagOf(string key) => $"thing:{key}";

    public async Task<string?> Get(string key) => (string?)(await Cache.Get(Family, key, default)).Entry.Value;

    /// <summary>Commits a change of the thing.</summary>
    public Task Change(string key) => Database.Transaction(session => Append(session, key));

    /// <summary>Looks until everything committed is settled: other tests' transactions may hold PostgreSQL's order back.</summary>
    public async Task LookSettled()
    {
        await server.Settled();
        await Coherence.Look(default);
    }

    public async ValueTask DisposeAsync()
    {
        redis?.Dispose();
        if (ownsServer)
            await server.DisposeAsync();
    }

    private async ValueTask<bool> Append(Session session, string key)
    {
        await server.Services.GetRequiredService<FactLog>().Append(session, new Fact("ThingChanged", key));
        return true;
    }

    private async Task<Filled> Ask(string key)
    {
        Asked.Enqueue(key);
        return Source is { } source ? await source(key) : Thing($"{key} {Asked.Count(asked => asked == key)}", [TagOf(key)]);
    }
}
