using System.Diagnostics;

// The tests share two processors with the processes they watch; one at a time keeps both honest.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Edge.Aot.Tests;

/// <summary>What a command left behind when it ended.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Error);

/// <summary>The published file under test: EDGE_BINARY, or artifacts/edge/edge of this repository.</summary>
internal static class EdgeBinary
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static string Repository { get; } = FindRepository(AppContext.BaseDirectory);

    public static string Path { get; } = Find();

    /// <summary>Runs a command of the binary to its end.</summary>
    public static Task<Outcome> Run(Sandbox sandbox, params string[] arguments) => Run(sandbox, [], arguments);

    public static Task<Outcome> Run(Sandbox sandbox, IEnumerable<(string Name, string Value)> settings, params string[] arguments) =>
        Run(sandbox.Prepare(Path, settings, arguments));

    public static async Task<Outcome> Run(ProcessStartInfo command)
    {
        using var process = Process.Start(command)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"{string.Join(' ', command.ArgumentList)} did not end in {Patience}.\n{await output}\n{await error}");
        }
        return new Outcome(process.ExitCode, await output, await error);
    }

    private static string Find()
    {
        var path = Environment.GetEnvironmentVariable("EDGE_BINARY") ?? System.IO.Path.Combine(Repository, "artifacts/edge/edge");
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is missing: run npm run build, or set EDGE_BINARY.", path);
    }

    private static string FindRepository(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, "Edge.sln"))
            ? folder
            : FindRepository(System.IO.Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Edge.sln is in no folder above."));
}
