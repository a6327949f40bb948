using System.Diagnostics;

namespace Edge.Aot.Tests.Rollout;

/// <summary>The release before this one, which scripts/previous.mjs builds from the history; the file previous-release names its commit.</summary>
internal static class PreviousRelease
{
    private static readonly string? Assembly = Environment.GetEnvironmentVariable("EDGE_PREVIOUS") ?? Built();

    /// <summary>Null when it is there.</summary>
    public static string? Missing { get; } = Assembly is not null
        ? null
        : Environment.GetEnvironmentVariable("EDGE_PREVIOUS_MISSING") ?? "The release before is not built: npm test -- binary builds it";

    public static ProcessStartInfo Prepare(Sandbox sandbox, IEnumerable<(string Name, string Value)> settings, params string[] arguments) =>
        sandbox.Prepare("dotnet", settings, [Assembly!, .. arguments]);

    /// <summary>Starts the service and waits until it is ready.</summary>
    public static Task<EdgeProcess> Start(Sandbox sandbox, IEnumerable<(string Name, string Value)> settings)
    {
        var ports = EdgeProcess.FreePorts(2);
        var (url, adminUrl) = (new Uri($"http://127.0.0.1:{ports[0]}"), new Uri($"http://127.0.0.1:{ports[1]}"));
        (string, string)[] addresses = [("EDGE_HOSTING__URLS", url.AbsoluteUri), ("EDGE_HOSTING__ADMINURLS", adminUrl.AbsoluteUri)];
        return EdgeProcess.Start(Prepare(sandbox, [.. addresses, .. settings]), url, adminUrl);
    }

    private static string? Built()
    {
        var pin = Path.Combine(EdgeBinary.Repository, "tests/Edge.Aot.Tests/Rollout/previous-release");
        var assembly = Path.Combine(EdgeBinary.Repository, "artifacts/previous", File.ReadAllText(pin).Trim(), "edge.dll");
        return File.Exists(assembly) ? assembly : null;
    }
}

/// <summary>A test that runs the release before beside this one; skipped, with the reason, where it cannot be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PreviousReleaseFactAttribute : FactAttribute
{
    public PreviousReleaseFactAttribute() => Skip = PreviousRelease.Missing;
}
