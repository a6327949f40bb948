using System.Text.RegularExpressions;
using Edge.Tests.Baselines;

namespace Edge.Tests.Architecture;

/// <summary>A file as the rules see it: where it lies, and its text without comments.</summary>
internal sealed record SourceFile(string Path, string Text, string Code)
{
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The first folder below edge/, or "" for Program.cs.</summary>
    public string Layer => Path.StartsWith("edge/", StringComparison.Ordinal) && Path.Split('/') is { Length: > 2 } parts ? parts[1] : "";

    public int Lines => Text.Count(letter => letter == '\n');

    /// <summary>An endpoint is one static class with one Handle method.</summary>
    public bool IsEndpoint => Layer is not "" && Code.Contains(" Handle(", StringComparison.Ordinal);

    /// <summary>What the file names below the Edge namespace, as "Hosting" or "Features.AppShell".</summary>
    public IEnumerable<string> Names => SourceTree.Mention().Matches(Code).Select(match => match.Groups[1].Value).Distinct();
}

internal static partial class SourceTree
{
    private static readonly string[] Generated = ["shared/api.ts"];

    public static IReadOnlyList<SourceFile> Service { get; } = [.. Read("edge", "*.cs")];

    public static IReadOnlyList<SourceFile> CSharp { get; } = [.. Service, .. Read("shared", "*.cs"), .. Read("tests", "*.cs")];

    public static IReadOnlyList<SourceFile> All { get; } =
    [
        .. CSharp,
        .. Read("scripts", "*.mjs"), .. Read("shared", "*.ts"), .. Read("tests", "*.ts"),
        .. Read("pwa", "*.ts"), .. Read("pwa", "*.tsx"), .. Read("pwa", "*.css"),
    ];

    /// <summary>Every folder of the repository that is not made by a tool.</summary>
    public static IEnumerable<string> Folders => Directory
        .EnumerateDirectories(Baseline.RepositoryRoot, "*", SearchOption.AllDirectories)
        .Select(Relative)
        .Where(path => !path.Split('/').Any(part => part is "artifacts" or "node_modules" or ".git" or "obj" or "bin" or "data"));

    private static IEnumerable<SourceFile> Read(string folder, string pattern)
    {
        var root = Path.Combine(Baseline.RepositoryRoot, folder);
        if (!Directory.Exists(root))
            return [];
        return Directory.EnumerateFiles(root, pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains("/node_modules/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal))
            .Where(file => !Generated.Contains(Relative(file)) && !file.EndsWith(".g.cs", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => File.ReadAllText(file) is var text ? new SourceFile(Relative(file), text, Comment().Replace(text, "")) : null!);
    }

    private static string Relative(string path) => Path.GetRelativePath(Baseline.RepositoryRoot, path).Replace('\\', '/');

    [GeneratedRegex(@"\bEdge\.((?:Features\.)?\w+)")]
    public static partial Regex Mention();

    // "://" is an address, not a comment.
    [GeneratedRegex(@"(?<!:)//.*$|/\*.*?\*/", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
