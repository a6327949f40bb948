using System.Globalization;

namespace Edge.Aot.Tests.Faults;

/// <summary>The part of docs/OPERATIONS.md between two marks.</summary>
internal static class FaultTable
{
    private const string Begin = "<!-- faults: written by FaultTests with UPDATE_BASELINES=1 -->";
    private const string End = "<!-- /faults -->";

    public static async Task Write(PostgresNode server, IReadOnlyList<FaultResult> results)
    {
        var file = Path.Combine(EdgeBinary.Repository, "docs/OPERATIONS.md");
        var page = await File.ReadAllTextAsync(file);
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= 0 && end > begin, $"{file} has no place for the table of faults.");
        if (Environment.GetEnvironmentVariable("UPDATE_BASELINES") != "1")
            return;
        string[] lines =
        [
            Begin, await Conditions(server), "",
            "| fault | lasted | failed writes | failed reads | failed public views | stale served | `/health` | writes back | reads back | healthy | slowest write / read "
            + "| acknowledged | of these lost |",
            "|---|---:|---|---|---|---|---|---:|---:|---:|---:|---:|---:|",
            .. results.Select(result => result.Row()), "",
        ];
        await File.WriteAllTextAsync(file, page[..begin] + string.Join('\n', lines) + page[end..]);
    }

    private static async Task<string> Conditions(PostgresNode server)
    {
        var processor = (await File.ReadAllLinesAsync("/proc/cpuinfo")).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        var load = (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0];
        var postgres = await server.Query("show server_version");
        var redis = (await ServerProcess.Run("", "redis-server", "--version")).Split(' ')[2];
        var day = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"Measured on {day}: {Environment.ProcessorCount} x {processor?.Split(':')[1].Trim()}, shared with the load itself and other work\n"
            + $"(load average {load} at the end), PostgreSQL {postgres.Split(' ')[0]}, Redis {redis[2..]}.";
    }
}
