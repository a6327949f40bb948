namespace Edge.Storage.Postgres;

/// <summary>
/// Keeps <see cref="PostgresHost.Standing"/> of every host true: who is the primary, and which replicas are near enough to read from.
/// Exists only where the URL names several hosts.
/// </summary>
internal sealed partial class ReplicaMonitor : IAsyncDisposable, IDisposable
{
    private const int IntervalMilliseconds = 400;
    private const int JitterMilliseconds = 200;
    private static readonly TimeSpan PauseAtLeast = TimeSpan.FromMilliseconds(50);

    private readonly StorageOptions options;
    private readonly StorageMetrics metrics;
    private readonly TimeProvider time;
    private readonly ILogger<ReplicaMonitor> log;
    private readonly HostWatch[] watches;
    private readonly PrimaryHistory history;
    private readonly SemaphoreSlim round = new(1);
    private readonly SemaphoreSlim poke = new(0, 1);
    private readonly CancellationTokenSource stopping = new();
    private Task loop = Task.CompletedTask;
    private PostgresHost? primary;
    private bool hasRival;
    private long timeline;

    public ReplicaMonitor(
        PostgresSources sources, StorageOptions options, StorageMetrics metrics, TimeProvider time, ILogger<ReplicaMonitor> log)
    {
        this.options = options;
        this.metrics = metrics;
        this.time = time;
        this.log = log;
        watches = [.. sources.Hosts.Select(host => new HostWatch(host))];
        history = new PrimaryHistory(options.ReplicaLag, time);
        metrics.ObserveHosts(sources.Hosts);
    }

    /// <summary>Watches from now on.</summary>
    public void Start() => loop = Task.Run(Loop);

    /// <summary>The host failed a unit of work: nothing is sent to it until it has been seen again, which is tried at once.</summary>
    public void Failed(PostgresHost host)
    {
        host.Standing = HostStanding.Unknown;
        try
        {
            poke.Release();
        }
        catch (SemaphoreFullException)
        {
            // Others have told already.
        }
    }

    /// <summary>Asks all hosts once; takes some seconds when one does not answer.</summary>
    public async Task Look(CancellationToken cancellation)
    {
        await round.WaitAsync(cancellation);
        try
        {
            var sightings = await Ask(cancellation);
            Judge(sightings);
        }
        finally
        {
            round.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
            return;
        await stopping.CancelAsync();
        await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var watch in watches)
            await watch.DisposeAsync();
        round.Dispose();
        poke.Dispose();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task Loop()
    {
        while (!stopping.IsCancellationRequested)
        {
            await Look(stopping.Token);
            var interval = TimeSpan.FromMilliseconds(IntervalMilliseconds + Random.Shared.Next(JitterMilliseconds));
            if (await poke.WaitAsync(interval, stopping.Token))
                await Task.Delay(PauseAtLeast, time, stopping.Token);
        }
    }

    // The primary first: a replica that is asked after it has most likely replayed what the primary then had.
    private async Task<HostSighting?[]> Ask(CancellationToken cancellation)
    {
        var first = primary is null ? null : Array.Find(watches, watch => watch.Host == primary);
        var known = first is null ? null : await first.Ask(cancellation);
        if (known is { IsReadOnly: false } && known.Timeline >= timeline)
            history.Add(known.Position);
        else if (first is not null)
            first.Host.Standing = HostStanding.Unknown;
        return await Task.WhenAll(watches.Select(watch => watch == first ? Task.FromResult(known) : watch.Ask(cancellation)));
    }

    private void Judge(HostSighting?[] sightings)
    {
        foreach (var sighting in sightings)
            timeline = Math.Max(timeline, sighting?.Timeline ?? 0);
        var found = Find(sightings);
        if (found != primary)
            Take(found, sightings);
        for (var i = 0; i < watches.Length; i++)
        {
            var host = watches[i].Host;
            var standing = StandingOf(host, sightings[i]);
            if (standing.IsReadable && !host.Standing.IsReadable)
                LogCame(host.Name, standing);
            else if (!standing.IsReadable && host.Standing.IsReadable)
                LogLeft(host.Name, standing);
            host.Standing = standing;
        }
    }

    // A former primary that came back has an older timeline than the one that was promoted in its place: it must not be written to.
    private PostgresHost? Find(HostSighting?[] sightings)
    {
        PostgresHost? found = null;
        PostgresHost? rival = null;
        for (var i = 0; i < watches.Length; i++)
        {
            if (sightings[i] is not { IsReplica: false, IsReadOnly: false } sighting || sighting.Timeline < timeline)
                continue;
            rival = found is null ? rival : watches[i].Host;
            if (found is null || watches[i].Host == primary)
                found = watches[i].Host;
        }
        if (rival is not null && !hasRival)
            LogTwoPrimaries(rival.Name);
        hasRival = rival is not null;
        return found;
    }

    private void Take(PostgresHost? found, HostSighting?[] sightings)
    {
        primary = found;
        if (found is null)
        {
            LogNoPrimary();
            return;
        }
        LogPrimary(found.Name);
        history.Clear();
        history.Add(sightings[Array.FindIndex(watches, watch => watch.Host == found)]!.Position);
    }

    private HostStanding StandingOf(PostgresHost host, HostSighting? sighting)
    {
        if (sighting is null || (!sighting.IsReplica && sighting.Timeline < timeline))
            return HostStanding.Unknown;
        if (host == primary)
            return new HostStanding(HostRole.Primary, sighting.Position, TimeSpan.Zero, IsReadable: true);
        // Two that both say they are the primary of the same log: only one of them is right.
        if (sighting is { IsReplica: false, IsReadOnly: false })
            return HostStanding.Unknown;
        var lag = history.Lag(sighting.Position, out var isKnown);
        // Without a primary, and none ever seen, what there is is the best there is.
        var isReadable = isKnown ? lag <= options.ReplicaLag : primary is null && history.IsEmpty;
        return new HostStanding(HostRole.Replica, sighting.Position, lag, isReadable);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The database's primary is {Host}")]
    private partial void LogPrimary(string host);

    [LoggerMessage(Level = LogLevel.Error, Message = "No host of the database is a primary: writes are refused, replicas are read")]
    private partial void LogNoPrimary();

    [LoggerMessage(Level = LogLevel.Error, Message = "{Host} is a primary beside another of the same log: fence one of them off")]
    private partial void LogTwoPrimaries(string host);

    [LoggerMessage(Level = LogLevel.Information, Message = "Database host {Host} is read from: {Standing}")]
    private partial void LogCame(string host, HostStanding standing);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Database host {Host} is not read from: {Standing}")]
    private partial void LogLeft(string host, HostStanding standing);
}
