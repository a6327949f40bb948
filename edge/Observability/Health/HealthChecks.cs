using System.Diagnostics;
using Edge.Hosting;
using Edge.Observability.Metrics;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Facts;
using Edge.Storage.Postgres;
using Edge.Storage.Redis;

namespace Edge.Observability.Health;

/// <summary>
/// The state of every component. All checks run beside each other, one round at a time whoever asks, and a round serves
/// everyone for a second: no number of probes can load the database.
/// </summary>
internal sealed class HealthChecks : IDisposable
{
    private const int DiskAt = 2;
    private const long Mebibyte = 1024 * 1024;
    private const long LowDisk = 512 * Mebibyte;
    private const long FullDisk = 64 * Mebibyte;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FreshWrite = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RecentFailure = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan SlowThreadPool = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim round = new(1);
    private readonly TimeProvider time;
    private readonly Readiness readiness;
    private readonly HealthCheck[] checks;
    private DetailedHealth? current;
    private long currentAt;

    public HealthChecks(
        ProbeStore probe,
        FactLog facts,
        IDatabaseEngine engine,
        StorageMetrics metrics,
        StorageOptions options,
        ThreadPoolProbe threads,
        Readiness readiness,
        TimeProvider time,
        IEnumerable<ComponentCheck> components,
        RedisClient? redis = null,
        PostgresSources? server = null)
    {
        this.time = time;
        this.readiness = readiness;
        List<HealthCheck> all =
        [
            Check("database_read", Fresh, async cancellation =>
            {
                // An open connection goes on reading a file that was deleted under it.
                if (engine.File is { } file && !File.Exists(file))
                    throw new FileNotFoundException($"The database file {file} is gone");
                await probe.Read(cancellation);
                return new Finding(HealthState.Healthy, null);
            }),
            Check("database_write", FreshWrite, async cancellation =>
            {
                // Reads go on from the replicas: no reason to send nobody here any more.
                if (server is { Primary: null })
                    return new Finding(HealthState.Degraded, "no host is a primary");
                await probe.Write(cancellation);
                return Commits(metrics.LastFailedCommit);
            }),
            Check("write_queue", Fresh, _ => Task.FromResult(Queue(engine.Waiting, options.WriteQueue))),
            Check("fact_log", Fresh, async cancellation =>
                new Finding(HealthState.Healthy, $"{await facts.Head(cancellation)} facts so far")),
            Check("thread_pool", Fresh, async _ =>
            {
                var delay = await threads.Measure();
                var state = delay > SlowThreadPool ? HealthState.Degraded : HealthState.Healthy;
                return new Finding(state, $"work waits {delay.TotalMilliseconds:0.000} ms");
            }),
            .. redis is null ? Array.Empty<HealthCheck>() : [RedisCheck(redis)],
        ];
        if (engine.File is { } path)
            all.Insert(DiskAt, Check("disk", Fresh, _ => Task.FromResult(Disk(Path.GetDirectoryName(path)!))));
        if (server is { HasReplicas: true })
            all.Add(Check("database_hosts", Fresh, _ => Task.FromResult(Hosts(server.Hosts))));
        foreach (var component in components)
            all.Add(new HealthCheck(component.Name, Fresh, Timeout, time, component.Look, component.Failed));
        checks = [.. all];
    }

    public async ValueTask<DetailedHealth> Current()
    {
        if (Known() is { } known)
            return known;
        await round.WaitAsync();
        try
        {
            if (Known() is { } meanwhile)
                return meanwhile;
            var components = await Task.WhenAll(checks.Select(check => check.Run()));
            var uptime = Math.Round(readiness.Uptime.TotalSeconds, 3);
            var health = new DetailedHealth(Worst(components), BuildInfo.Version, uptime, components);
            Volatile.Write(ref currentAt, time.GetTimestamp());
            Volatile.Write(ref current, health);
            return health;
        }
        finally
        {
            round.Release();
        }
    }

    public void Dispose() => round.Dispose();

    // A disk at its limit takes a small write and refuses the next: what others saw counts too.
    private static Finding Commits(long lastFailed) =>
        lastFailed != 0 && Stopwatch.GetElapsedTime(lastFailed) is var ago && ago < RecentFailure
            ? new Finding(HealthState.Unhealthy, $"a commit failed {ago.TotalSeconds:0} s ago")
            : new Finding(HealthState.Healthy, null);

    internal static Finding Queue(int length, int limit)
    {
        var state = length * 10L >= limit * 9L ? HealthState.Unhealthy
            : length * 2L >= limit ? HealthState.Degraded
            : HealthState.Healthy;
        return new Finding(state, $"{length} of {limit} places taken");
    }

    internal static HealthState OfFreeBytes(long free) =>
        free < FullDisk ? HealthState.Unhealthy : free < LowDisk ? HealthState.Degraded : HealthState.Healthy;

    private static Finding Hosts(IReadOnlyList<PostgresHost> hosts)
    {
        var state = hosts.All(host => host.Standing.IsReadable) && hosts.Any(host => host.Standing.Role == HostRole.Primary)
            ? HealthState.Healthy
            : HealthState.Degraded;
        return new Finding(state, string.Join("; ", hosts.Select(host => $"{host.Name} {host.Standing}")));
    }

    private static Finding Disk(string folder)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        return new Finding(OfFreeBytes(free), $"{free / Mebibyte} MiB free");
    }

    // Reads go on without it, so its being down never makes the service unhealthy.
    private HealthCheck RedisCheck(RedisClient redis)
    {
        async Task<Finding> Look(CancellationToken cancellation)
        {
            await redis.Ping(cancellation);
            return new Finding(HealthState.Healthy, redis.Server);
        }
        return new HealthCheck("redis", Fresh, Timeout, time, Look, HealthState.Degraded);
    }

    private HealthCheck Check(string name, TimeSpan fresh, Func<CancellationToken, Task<Finding>> look) =>
        new(name, fresh, Timeout, time, look);

    private static HealthState Worst(ComponentHealth[] components)
    {
        var worst = HealthState.Healthy;
        foreach (var component in components)
            worst = component.State > worst ? component.State : worst;
        return worst;
    }

    private DetailedHealth? Known() =>
        Volatile.Read(ref current) is { } health && time.GetElapsedTime(Volatile.Read(ref currentAt)) < Fresh ? health : null;
}
