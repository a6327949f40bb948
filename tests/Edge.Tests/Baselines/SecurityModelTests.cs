using System.Text;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Tests.Features.AppShell;

namespace Edge.Tests.Baselines;

/// <summary>The table of docs/SECURITY-MODEL.md; the words around it are written by hand.</summary>
public class SecurityModelTests
{
    private const string Page = "docs/SECURITY-MODEL.md";
    private const string Begin = "<!-- routes -->\n";
    private const string End = "<!-- /routes -->\n";

    [Fact]
    public async Task Docs_say_who_may_call_what()
    {
        using var folder = new TestFolder();
        await using var app = ShellServer.Compose(folder, FixturePack.Open());
        var written = File.ReadAllText(Path.Combine(Baseline.RepositoryRoot, Page));
        var (begin, end) = (written.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, written.IndexOf(End, StringComparison.Ordinal));

        Baseline.Check(Page, written[..begin] + Table(RoutesTests.Rows(RouteFacts.Of(app))) + written[end..]);
    }

    private static string Table(IEnumerable<string[]> rows)
    {
        var table = new StringBuilder("\n| route | needs | who |\n|---|---|---|\n");
        foreach (var row in rows)
        {
            var (methods, path, rule, isAdmin) = (row[0].Replace(",HEAD", "", StringComparison.Ordinal), row[1], row[2], row[3] == "admin");
            table.Append($"| `{methods} {path}` | {(isAdmin || !rule.Contains(':', StringComparison.Ordinal) ? "" : $"`{rule}`")} ")
                .Append($"| {(isAdmin ? "operator of the machine" : Who(rule))} |\n");
        }
        return table.Append('\n').ToString();
    }

    private static string Who(string rule) => rule switch
    {
        "anyone" => "anyone",
        "session" => "whoever has signed in; no API key",
        _ => string.Join(", ", Enum.GetValues<Role>().Where(role => Has(role, Organisations.Home, rule)).Select(WireName.Of))
            + (Has(Role.Admin, Organisations.Home + 1, rule) ? "" : " of the home organisation"),
    };

    private static bool Has(Role role, long organisation, string permission) =>
        Array.Exists(Permissions.Of(role, organisation), one => one.Word() == permission);
}
