using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Edge.Shared.Contracts;

namespace Edge.Aot.Tests;

public sealed class LoadSheddingTests
{
    private const int Callers = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Refuses_some_while_too_many_ask_and_serves_the_rest()
    {
        using var sandbox = new Sandbox();
        await using var edge = await EdgeProcess.Start(
            sandbox, ("EDGE_LOADSHEDDING__QUEUEDELAY", "2ms"), ("EDGE_LOADSHEDDING__INTERVAL", "50ms"));
        var secret = await ApiClient.IssueKey(edge, sandbox, Role.Operator);
        edge.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        await Import(edge, 100);

        using var refusedOne = new CancellationTokenSource(Patience);
        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Ask(edge, refusedOne)));

        var all = answers.SelectMany(seen => seen).ToList();
        Assert.Contains(HttpStatusCode.OK, all);
        Assert.Contains(HttpStatusCode.ServiceUnavailable, all);
        Assert.All(all, status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{status}"));

        // Nobody asks any more, so nobody is refused.
        using var afterwards = await edge.Http.GetAsync("/api/v1/shipments?limit=100");
        Assert.Equal(HttpStatusCode.OK, afterwards.StatusCode);
    }

    /// <summary>Asks until somebody has been refused; what costs nothing is served all the while.</summary>
    private static async Task<List<HttpStatusCode>> Ask(EdgeProcess edge, CancellationTokenSource refusedOne)
    {
        var seen = new List<HttpStatusCode>();
        while (!refusedOne.IsCancellationRequested)
        {
            using var answer = await edge.Http.GetAsync("/api/v1/shipments?limit=100");
            seen.Add(answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                var problem = await answer.Content.ReadFromJsonAsync(WireJson.Default.ProblemDetails);
                Assert.EndsWith("#overloaded", problem!.Type, StringComparison.Ordinal);
                Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 4);
                await refusedOne.CancelAsync();
            }
            using var alive = await edge.Http.GetAsync("/health/live");
            using var shell = await edge.Http.GetAsync("/");
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (alive.StatusCode, shell.StatusCode));
        }
        return seen;
    }

    private static async Task Import(EdgeProcess edge, int count)
    {
        var csv = string.Join('\n', Enumerable.Range(0, count).Select(i => $"SHED{i:D8}").Prepend("number"));
        using var answer = await edge.Http.PostAsync("/api/v1/shipments/import", new StringContent(csv, new MediaTypeHeaderValue("text/csv")));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
