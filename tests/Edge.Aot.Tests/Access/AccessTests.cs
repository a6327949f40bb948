using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Edge.Aot.Tests.Access;

/// <summary>
/// Every route of the published binary, asked by every kind of caller. access.txt says what each is answered; it follows from the rule
/// of the route, and where it does not the cell is marked.
/// </summary>
public sealed partial class AccessTests(AccessScene scene) : IClassFixture<AccessScene>
{
    public static TheoryData<string> Routes() => [.. AccessTable.Lines.Select(line => line.ToString())];

    [Fact]
    public void The_table_has_every_route_with_its_rule()
    {
        var routes = File.ReadLines(Path.Combine(EdgeBinary.Repository, "tests/Edge.Tests/Baselines/routes.txt"))
            .Where(line => line[0] != '#')
            .Select(line => Columns().Split(line.Replace("(each file of web.pack)", "/icon.svg", StringComparison.Ordinal)))
            .Select(cells => $"{cells[0]} {cells[1]} {(cells[3] == "admin" ? "listener" : cells[2])}");

        Assert.Equal(
            routes.Order(StringComparer.Ordinal), AccessTable.Lines.Select(line => $"{line} {line.Rule}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_cell_follows_from_the_rule_or_is_marked()
    {
        var wrong =
            from line in AccessTable.Lines
            from caller in AccessTable.Callers
            let cell = line.Cells[caller]
            let expected = AccessTable.Expected(line, caller).ToString()
            where cell.EndsWith(AccessTable.Exception) ? cell == expected + AccessTable.Exception : cell != expected
            select $"{line} for {caller}: {cell}, and the rule says {expected}";
        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Answers_each_caller_as_the_table_says(string route)
    {
        var line = AccessTable.Lines.Single(line => line.ToString() == route);
        var wrong = new List<string>();
        foreach (var caller in AccessTable.Callers)
        {
            foreach (var method in line.Methods.Split(',').Where(method => method != "HEAD" || HasHead(line, caller)))
            {
                var wanted = int.Parse(line.Cells[caller].TrimEnd(AccessTable.Exception));
                var (status, text, asked) = await Ask(line, method, caller);
                if (status != wanted)
                    wrong.Add($"{method} for {caller}: {status} instead of {wanted}: {text}");
                else if (caller == "other" && line.Rule is not ("anyone" or "listener") && Shown(text, asked) is { } ours)
                    wrong.Add($"{method} for {caller} shows {ours}, which is another organisation's: {text}");
            }
        }
        Assert.True(wrong.Count == 0, $"{route}\n{string.Join('\n', wrong)}");
    }

    /// <returns>Something of the home organisation that the caller has not named itself, or null.</returns>
    private string? Shown(string text, string asked) =>
        scene.Ours.Find(ours => text.Contains(ours, StringComparison.Ordinal) && !asked.Contains(ours, StringComparison.Ordinal));

    // A stream has no head of its own, and a signature is of one method.
    private static bool HasHead(AccessLine line, string caller) => caller != "replayed" && !line.Path.EndsWith("/live", StringComparison.Ordinal);

    private async Task<(int Status, string Text, string Asked)> Ask(AccessLine line, string method, string caller)
    {
        if (caller != "replayed")
        {
            using var request = await scene.Request(line, method, caller);
            return await Send(request);
        }
        using var original = await scene.Request(line, method, caller);
        var first = await scene.Sign(original);
        var (status, text, asked) = await Send(first);
        var due = line.Rule switch { "listener" => 404, "session" => 403, _ => line.Done };
        if (status != due)
            return (status, $"the first time: {text}", asked);
        return await Send(await AccessScene.Copy(first));
    }

    private async Task<(int Status, string Text, string Asked)> Send(HttpRequestMessage request)
    {
        var asked = $"{request.RequestUri} {(request.Content is null ? "" : await request.Content.ReadAsStringAsync())}";
        using var answer = await scene.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var isStream = answer.Content.Headers.ContentType is MediaTypeHeaderValue { MediaType: "text/event-stream" };
        return ((int)answer.StatusCode, isStream ? "" : await answer.Content.ReadAsStringAsync(), asked);
    }

    [GeneratedRegex(@"\s{2,}")]
    private static partial Regex Columns();
}
