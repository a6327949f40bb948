using System.Diagnostics.Metrics;
using System.Globalization;

namespace Edge.Observability.Metrics;

/// <summary>
/// What the kernel knows of this process, under the names that every Prometheus client uses. Read at a scrape from /proc
/// (proc(5)).
/// </summary>
internal sealed class ProcessMetrics
{
    private const double TicksPerSecond = 100;
    private const int StartTimeField = 22;

    public ProcessMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Edge.Process");
        var start = StartTime();
        meter.CreateObservableGauge("process.start_time", () => start, "s", "When the process started, in seconds since 1970.");
        meter.CreateObservableGauge("process.resident_memory", ResidentMemory, "By", "Memory of the process that is in RAM.");
        meter.CreateObservableGauge("process.open_fds", OpenFiles, "{file}", "Open file descriptors.");
        meter.CreateObservableGauge("process.max_fds", MaxFiles, "{file}", "How many file descriptors may be open.");
        meter.CreateObservableGauge(
            "edge.build.info",
            () => new Measurement<long>(1, new("version", BuildInfo.Version), new("runtime", BuildInfo.Runtime)),
            null,
            "The release that runs, always 1.");
    }

    private static double StartTime()
    {
        var boot = File.ReadLines("/proc/stat").First(line => line.StartsWith("btime ", StringComparison.Ordinal));
        var stat = File.ReadAllText("/proc/self/stat");
        // The second field, the program's name, may hold blanks and parentheses; the last parenthesis ends it.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return Number(boot["btime ".Length..]) + (Number(fields[StartTimeField - 3]) / TicksPerSecond);
    }

    private static long ResidentMemory() =>
        (long)Number(File.ReadAllText("/proc/self/statm").Split(' ')[1]) * Environment.SystemPageSize;

    private static int OpenFiles() => Directory.GetFileSystemEntries("/proc/self/fd").Length;

    private static long MaxFiles()
    {
        var line = File.ReadLines("/proc/self/limits").First(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        return (long)Number(line["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
