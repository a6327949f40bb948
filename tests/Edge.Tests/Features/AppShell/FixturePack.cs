using System.Diagnostics;
using Edge.Features.AppShell;
using Edge.Tests.Baselines;

namespace Edge.Tests.Features.AppShell;

/// <summary>The small web app beside this file, packed once by the script that packs the real one.</summary>
internal static class FixturePack
{
    private static readonly Lazy<byte[]> Packed = new(Pack);

    public static WebPack Open() => new(Packed.Value);

    /// <param name="releases">A folder with the releases before this one, which is 4.</param>
    /// <returns>What the script prints.</returns>
    public static string Run(string web, string file, string? releases = null)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(Baseline.RepositoryRoot, "scripts/pack-web.mjs"), "--web-only", "--web", web, "--releases", releases ?? "none", "--release", "4", "--out", file])
            start.ArgumentList.Add(argument);
        using var node = Process.Start(start)!;
        var said = node.StandardOutput.ReadToEnd() + node.StandardError.ReadToEnd();
        node.WaitForExit();
        return node.ExitCode == 0 ? said : throw new InvalidOperationException(said);
    }

    public static string Folder { get; } = Path.Combine(Baseline.RepositoryRoot, "tests/Edge.Tests/Features/AppShell/web");

    private static byte[] Pack()
    {
        using var folder = new TestFolder();
        var file = folder.File("web.pack");
        Run(Folder, file);
        return File.ReadAllBytes(file);
    }
}
