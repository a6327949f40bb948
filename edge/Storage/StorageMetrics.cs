using System.Diagnostics;
using System.Diagnostics.Metrics;
using Edge.Storage.Postgres;
using Microsoft.Data.Sqlite;

namespace Edge.Storage;

/// <summary>What the operator sees of the database: sizes, the write queue, the group commits, and what failed.</summary>
internal sealed class StorageMetrics
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const string OutcomeTag = "outcome";

    private readonly Meter meter;
    private readonly Histogram<int> batchSize;
    private readonly Histogram<double> commitDuration;
    private readonly Counter<long> writes;
    private readonly Counter<long> readsFailed;
    private readonly Counter<long> readsOfReplicas;
    private readonly Counter<long> busy;
    private long lastFailedCommit;

    public StorageMetrics(IMeterFactory meters)
    {
        meter = meters.Create("Edge.Storage");
        batchSize = meter.CreateHistogram(
            "edge.storage.write.batch.size",
            "{write}",
            "Writes that shared one commit.",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 1024] });
        commitDuration = meter.CreateHistogram<double>(
            "edge.storage.commit.duration",
            "s",
            "How long a group commit took, from its begin to the disk's word.",
            advice: new() { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5] });
        writes = meter.CreateCounter<long>(
            "edge.storage.writes",
            "{write}",
            "Units of work by outcome: committed, rolled_back, failed with the disk, refused by a full queue.");
        readsFailed = meter.CreateCounter<long>("edge.storage.reads.failed", "{read}", "Reads that the database failed.");
        readsOfReplicas = meter.CreateCounter<long>("edge.storage.reads.replica", "{read}", "Reads that a replica answered.");
        busy = meter.CreateCounter<long>(
            "edge.storage.busy", "{error}", "Times another process held the database for longer than we wait.");
    }

    public void ObserveFile(string path)
    {
        meter.CreateObservableGauge("edge.storage.database.size", () => SizeOf(path), "By", "Size of the database file.");
        meter.CreateObservableGauge("edge.storage.wal.size", () => SizeOf(path + "-wal"), "By", "Size of the write-ahead log.");
    }

    public void ObserveConnections(Func<int> inUse, int limit)
    {
        meter.CreateObservableGauge("edge.storage.connections.used", inUse, "{connection}", "Connections to the server in use.");
        meter.CreateObservableGauge("edge.storage.connections.max", () => limit, "{connection}", "Connections there may be.");
    }

    public void ObserveHosts(IReadOnlyList<PostgresHost> hosts)
    {
        meter.CreateObservableGauge(
            "edge.storage.host.readable",
            () => OfEach(hosts, host => host.Standing.IsReadable ? 1 : 0),
            "{host}",
            "1 for each host of the database that is read from.");
        meter.CreateObservableGauge(
            "edge.storage.host.primary",
            () => OfEach(hosts, host => host.Standing.Role == HostRole.Primary ? 1 : 0),
            "{host}",
            "1 for the host of the database that is written to.");
        meter.CreateObservableGauge(
            "edge.storage.replica.lag",
            () => OfEach(hosts, host => host.Standing.Role == HostRole.Replica ? host.Standing.Lag.TotalSeconds : null),
            "s",
            "How far a replica is behind the primary.");
    }

    public void ObserveQueue(Func<int> length) =>
        meter.CreateObservableGauge("edge.storage.write.queue.length", length, "{write}", "Writes that wait for the writer.");

    /// <summary>A transaction met another one and is run again.</summary>
    public void Repeated() => Count("repeated", 1);

    public void Committed(long start, int committed, int rolledBack)
    {
        commitDuration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
        batchSize.Record(committed + rolledBack);
        Count("committed", committed);
        Count("rolled_back", rolledBack);
    }

    /// <summary>When a commit last failed, as a <see cref="Stopwatch"/> timestamp; 0 while none has.</summary>
    public long LastFailedCommit => Volatile.Read(ref lastFailedCommit);

    public void WritesFailed(Exception error, int count)
    {
        Volatile.Write(ref lastFailedCommit, Stopwatch.GetTimestamp());
        Count("failed", count);
        CountBusy(error);
    }

    public void RolledBack() => Count("rolled_back", 1);

    public void WriteRefused() => Count("refused", 1);

    public void ReadFromReplica() => readsOfReplicas.Add(1);

    public void ReadFailed(Exception error)
    {
        readsFailed.Add(1);
        CountBusy(error);
    }

    private static List<Measurement<double>> OfEach(IReadOnlyList<PostgresHost> hosts, Func<PostgresHost, double?> value)
    {
        var measurements = new List<Measurement<double>>(hosts.Count);
        foreach (var host in hosts)
        {
            if (value(host) is { } measured)
                measurements.Add(new Measurement<double>(measured, new KeyValuePair<string, object?>("host", host.Name)));
        }
        return measurements;
    }

    private void Count(string outcome, int count)
    {
        if (count > 0)
            writes.Add(count, new KeyValuePair<string, object?>(OutcomeTag, outcome));
    }

    private void CountBusy(Exception error)
    {
        var cause = error as SqliteException ?? error.InnerException as SqliteException;
        if (cause?.SqliteErrorCode is SqliteBusy or SqliteLocked)
            busy.Add(1);
    }

    private static long SizeOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? file.Length : 0;
    }
}
