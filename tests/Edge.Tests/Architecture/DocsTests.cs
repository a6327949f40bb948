using System.Text.RegularExpressions;
using Edge.Tests.Baselines;

namespace Edge.Tests.Architecture;

/// <summary>The documents a newcomer is sent to, and the paths they name.</summary>
public partial class DocsTests
{
    private static readonly string Docs = Path.Combine(Baseline.RepositoryRoot, "docs");

    // What may stand at the root; anything else needs an ADR and a line here.
    private static readonly string[] Root =
    [
        ".ci", ".dockerignore", ".editorconfig", ".git", ".gitattributes", ".github", ".gitignore", ".npmrc", "BannedSymbols.txt",
        "CHANGELOG.md", "Directory.Build.props", "Directory.Packages.props", "Dockerfile.aot", "Edge.sln", "LICENSE", "README.md",
        "deploy", "docs", "edge", "global.json", "package-lock.json", "package.json", "perf", "pwa", "scripts", "shared", "tests",
        "artifacts", "node_modules", "data",
    ];

    [Theory]
    [InlineData("ARCHITECTURE.md")]
    [InlineData("ADDING-A-FEATURE.md")]
    [InlineData("adr/0001-framework-property.md")]
    [InlineData("adr/0002-own-engines-behind-seams.md")]
    [InlineData("adr/0003-no-orm.md")]
    [InlineData("adr/0004-facts.md")]
    [InlineData("adr/0005-contracts-at-build-time.md")]
    [InlineData("adr/0006-web-app-in-one-resource.md")]
    public void A_document_exists(string path) => Assert.True(File.Exists(Path.Combine(Docs, path)), path);

    [Fact]
    public void A_decision_says_its_context_its_consequences_and_fits_a_page() =>
        Assert.All(Directory.GetFiles(Path.Combine(Docs, "adr"), "*.md"), file =>
        {
            var text = File.ReadAllText(file);
            Assert.Matches(@"\A# \d{4} ", text);
            Assert.All(["## Context", "## Decision", "## Consequences"], part => Assert.Contains(part, text, StringComparison.Ordinal));
            Assert.InRange(text.Count(letter => letter == '\n'), 10, 60);
        });

    [Fact]
    public void A_link_leads_somewhere()
    {
        var broken =
            from file in Directory.EnumerateFiles(Docs, "*.md", SearchOption.AllDirectories).Append(Path.Combine(Baseline.RepositoryRoot, "README.md"))
            from Match link in Link().Matches(File.ReadAllText(file))
            let target = link.Groups[1].Value.Split('#')[0]
            where target.Length > 0 && !target.Contains(':', StringComparison.Ordinal) && !target.StartsWith('/')
            where !Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, target))
            select $"{Path.GetRelativePath(Baseline.RepositoryRoot, file)} -> {target}";
        Assert.Empty(broken);
    }

    [Fact]
    public void The_root_holds_what_was_decided() =>
        Assert.Empty(Directory.EnumerateFileSystemEntries(Baseline.RepositoryRoot).Select(Path.GetFileName).Except(Root));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
