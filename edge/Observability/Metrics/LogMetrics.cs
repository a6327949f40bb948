using System.Diagnostics.Metrics;
using Edge.Observability.Logs;

namespace Edge.Observability.Metrics;

internal sealed class LogMetrics
{
    public LogMetrics(IMeterFactory meters, LogLines lines, LogSink sink)
    {
        var meter = meters.Create("Edge.Logs");
        meter.CreateObservableCounter("edge.logs.lines", () => ByLevel(lines), "{line}", "Log lines, by level.");
        meter.CreateObservableCounter(
            "edge.logs.dropped", () => sink.Dropped, "{line}", "Log lines lost because the output was stalled or closed.");
    }

    private static IEnumerable<Measurement<long>> ByLevel(LogLines lines)
    {
        for (var level = LogLevel.Trace; level < LogLevel.None; level++)
            yield return new Measurement<long>(
                lines.Written(level), new KeyValuePair<string, object?>("level", LogEntry.LevelWord(level)));
    }
}
