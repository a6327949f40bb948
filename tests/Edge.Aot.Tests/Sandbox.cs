using System.Diagnostics;

namespace Edge.Aot.Tests;

/// <summary>An empty working directory, home and temporary folder: whatever appears in them, the binary has made.</summary>
internal sealed class Sandbox : IDisposable
{
    // Settings of the shell that runs the tests must not reach the binary.
    private static readonly string[] Inherited = ["PATH", "LANG"];

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("edge-aot-");

    public Sandbox()
    {
        foreach (var name in new[] { "work", "home", "tmp" })
            root.CreateSubdirectory(name);
    }

    public string Root => root.FullName;

    public string Work => Path.Combine(Root, "work");

    /// <summary>Where the default settings put the database.</summary>
    public string Database => Path.Combine(Work, "data", "edge.db");

    public string File(string name) => Path.Combine(Work, name);

    /// <summary>Everything in the sandbox except the data folder, relative to it.</summary>
    public IEnumerable<string> Strays() => Directory
        .EnumerateFileSystemEntries(Root, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root, path))
        .Where(path => path is not ("work" or "home" or "tmp" or "work/data") && !path.StartsWith("work/data/", StringComparison.Ordinal));

    public ProcessStartInfo Prepare(string program, IEnumerable<(string Name, string Value)> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Work,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var name in Inherited)
            start.Environment[name] = Environment.GetEnvironmentVariable(name);
        start.Environment["HOME"] = Path.Combine(Root, "home");
        start.Environment["TMPDIR"] = Path.Combine(Root, "tmp");
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return start;
    }

    public void Dispose() => root.Delete(recursive: true);
}
