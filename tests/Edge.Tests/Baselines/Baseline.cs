namespace Edge.Tests.Baselines;

/// <summary>
/// A committed text that the code must still produce: a change shows up as a diff in review. Running the tests with
/// <c>UPDATE_BASELINES=1</c> writes the new text instead of comparing.
/// </summary>
internal static class Baseline
{
    private const string Switch = "UPDATE_BASELINES";

    public static string RepositoryRoot { get; } = FindRoot();

    /// <param name="path">Below the repository's root, as <c>docs/CONFIGURATION.md</c>.</param>
    public static void Check(string path, string text)
    {
        var file = Path.Combine(RepositoryRoot, path);
        if (Environment.GetEnvironmentVariable(Switch) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
            return;
        }
        if (!File.Exists(file))
            Assert.Fail($"{path} does not exist; run the tests with {Switch}=1 and commit it.");
        var committed = File.ReadAllText(file);
        if (committed != text)
            Assert.Fail($"{path} is no longer what the code produces.\n{FirstDifference(committed, text)}\nIf meant, run with {Switch}=1.");
    }

    private static string FirstDifference(string committed, string text)
    {
        var old = committed.Split('\n');
        var now = text.Split('\n');
        var line = 0;
        while (line < old.Length && line < now.Length && old[line] == now[line])
            line++;
        return $"line {line + 1}\n- {LineAt(old, line)}\n+ {LineAt(now, line)}";
    }

    private static string LineAt(string[] lines, int line) => line < lines.Length ? lines[line] : "(end of text)";

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Edge.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run outside the repository");
    }
}
