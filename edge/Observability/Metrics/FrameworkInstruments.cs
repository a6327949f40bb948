using System.Diagnostics.Metrics;

namespace Edge.Observability.Metrics;

/// <summary>How an instrument of the framework is exposed.</summary>
/// <param name="Labels">The tags kept; all others are added up.</param>
/// <param name="Name">Instead of the instrument's own name, where promtool's linter refuses that one's ending.</param>
/// <param name="IsGauge">The runtime makes a counter of it, but the value goes down too.</param>
internal sealed record FrameworkInstrument(string[] Labels, string? Name = null, double[]? Bounds = null, bool IsGauge = false);

/// <summary>
/// The framework's instruments that an operator needs, with the tags whose values are few and not the client's. Others are not
/// even enabled, so they cost nothing.
/// </summary>
internal static class FrameworkInstruments
{
    private const string Requests = "Microsoft.AspNetCore.Hosting";
    private const string Kestrel = "Microsoft.AspNetCore.Server.Kestrel";
    private const string Runtime = "System.Runtime";

    // Finer below 5 ms than the default: most answers take less than one.
    private static readonly double[] RequestBounds =
        [0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private static readonly Dictionary<string, FrameworkInstrument> Table = new(StringComparer.Ordinal)
    {
        [$"{Requests}/http.server.request.duration"] =
            new(["http.route", "http.request.method", "http.response.status_code"], Bounds: RequestBounds),
        [$"{Requests}/http.server.active_requests"] = new([]),
        [$"{Kestrel}/kestrel.active_connections"] = new(["server.port"]),
        [$"{Kestrel}/kestrel.connection.duration"] = new(["error.type"]),
        [$"{Kestrel}/kestrel.rejected_connections"] = new([]),
        [$"{Kestrel}/kestrel.queued_connections"] = new([]),
        [$"{Kestrel}/kestrel.queued_requests"] = new([]),
        [$"{Kestrel}/kestrel.upgraded_connections"] = new([]),
        [$"{Kestrel}/kestrel.active_tls_handshakes"] = new([]),
        [$"{Kestrel}/kestrel.tls_handshake.duration"] = new(["error.type"]),
        [$"{Runtime}/dotnet.gc.collections"] = new(["gc.heap.generation"]),
        [$"{Runtime}/dotnet.gc.heap.total_allocated"] = new([], "dotnet.gc.heap.allocated"),
        [$"{Runtime}/dotnet.gc.last_collection.memory.committed_size"] = new([]),
        [$"{Runtime}/dotnet.gc.last_collection.heap.size"] = new(["gc.heap.generation"]),
        [$"{Runtime}/dotnet.gc.last_collection.heap.fragmentation.size"] = new(["gc.heap.generation"]),
        [$"{Runtime}/dotnet.gc.pause.time"] = new([]),
        [$"{Runtime}/dotnet.process.memory.working_set"] = new([]),
        [$"{Runtime}/dotnet.process.cpu.time"] = new(["cpu.mode"]),
        [$"{Runtime}/dotnet.process.cpu.count"] = new([], "dotnet.process.cpus"),
        [$"{Runtime}/dotnet.thread_pool.thread.count"] = new([], "dotnet.thread_pool.threads", IsGauge: true),
        [$"{Runtime}/dotnet.thread_pool.work_item.count"] = new([], "dotnet.thread_pool.work_items"),
        [$"{Runtime}/dotnet.thread_pool.queue.length"] = new([], IsGauge: true),
        [$"{Runtime}/dotnet.monitor.lock_contentions"] = new([]),
        [$"{Runtime}/dotnet.timer.count"] = new([], "dotnet.timers"),
        [$"{Runtime}/dotnet.exceptions"] = new(["error.type"]),
    };

    public static FrameworkInstrument? Find(Instrument instrument) =>
        Table.GetValueOrDefault($"{instrument.Meter.Name}/{instrument.Name}");
}
