using System.Text;
using Edge.Hosting.Endpoints;
using Edge.Tests.Features.AppShell;

namespace Edge.Tests.Baselines;

public class RoutesTests
{
    private const string AssetName = "asset ";
    // Probes must work while clients are refused; pages are answered from memory and wait for nothing.
    private static readonly string[] Unlimited = ["/", "/health", "/health/live", "/health/ready", "/s/{token:page}/{**rest}", "/{first:page}/{**rest}"];

    private const string Head = """
        # Every route: methods, path, who may call it, where, rate limit, largest body, cache policy, Idempotency-Key, name.
        # Made by RoutesTests; UPDATE_BASELINES=1 writes it anew.

        """;

    [Fact]
    public async Task Every_route_with_its_rules_is_reviewed()
    {
        using var folder = new TestFolder();
        await using var app = ShellServer.Compose(folder, FixturePack.Open());

        Baseline.Check("tests/Edge.Tests/Baselines/routes.txt", Text(RouteFacts.Of(app)));
    }

    [Fact]
    public async Task A_route_says_who_may_call_it()
    {
        using var folder = new TestFolder();
        await using var app = ShellServer.Compose(folder, FixturePack.Open());

        Assert.All(RouteFacts.Of(app), route => Assert.True(
            route.Access is not null, $"{route.Path} has no access rule: add RequirePermission, AllowAnyone or OnAdminListener"));
    }

    [Fact]
    public async Task A_route_has_a_rate_limit_or_is_one_of_those_that_need_none()
    {
        using var folder = new TestFolder();
        await using var app = ShellServer.Compose(folder, FixturePack.Open());
        var routes = RouteFacts.Of(app).Where(route => !route.IsAdmin && !IsAsset(route)).ToList();

        Assert.Equal(
            Unlimited, routes.Where(route => route.Limit is null).Select(route => route.Path).Distinct().Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Unlimited, path => path.StartsWith("/api/", StringComparison.Ordinal) || (path.StartsWith("/s/", StringComparison.Ordinal) && !path.Contains(":page", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_read_takes_HEAD_too()
    {
        using var folder = new TestFolder();
        await using var app = ShellServer.Compose(folder, FixturePack.Open());

        Assert.All(
            RouteFacts.Of(app).Where(route => !route.IsAdmin && route.Methods.Contains("GET")),
            route => Assert.True(route.Methods.Contains("HEAD"), $"{route.Path} answers GET but not HEAD"));
    }

    /// <summary>The lines of routes.txt, each in its cells.</summary>
    internal static List<string[]> Rows(IReadOnlyList<RouteFacts> routes) =>
    [
        .. routes
            .Where(route => !IsAsset(route))
            .Select(Row)
            .Append(["GET,HEAD", "(each file of web.pack)", "anyone", "public", "-", "-", "immutable if hashed, else revalidated", "-", "-"])
            .OrderBy(row => row[1], StringComparer.Ordinal).ThenBy(row => row[0], StringComparer.Ordinal),
    ];

    private static string Text(IReadOnlyList<RouteFacts> routes)
    {
        var rows = Rows(routes);
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToList();
        var text = new StringBuilder(Head);
        foreach (var row in rows)
            text.Append(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).Append('\n');
        return text.ToString();
    }

    private static bool IsAsset(RouteFacts route) => route.Endpoint.DisplayName!.StartsWith(AssetName, StringComparison.Ordinal);

    private static string[] Row(RouteFacts route) =>
    [
        route.Methods.Count == 0 ? "GET,HEAD" : string.Join(',', route.Methods.Order(StringComparer.Ordinal)),
        route.Path,
        route.Access is not { } rule ? "NO RULE" : rule.Permission?.Word() ?? "anyone",
        route.IsAdmin ? "admin" : "public",
        route.Limit?.ToString() ?? "-",
        route.BodyLimit?.ToString() ?? "-",
        route.Cache.Name,
        route.IsIdempotent ? "idempotent" : "-",
        route.Name ?? "-",
    ];
}
