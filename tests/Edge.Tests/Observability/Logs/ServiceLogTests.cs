// The levels are all on here: what a line costs when it is off is not the question.
#pragma warning disable CA1873

using Edge.Hosting.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Edge.Tests.Observability.Logs;

public class ServiceLogTests
{
    [Fact]
    public async Task The_first_and_the_last_line_frame_a_run()
    {
        var server = await ObservedServer.Start();
        await using (server)
        {
            await server.Line(line => line.Text("event") == "Started" && line.GetProperty("addresses").GetArrayLength() >= 2);
        }
        Assert.Contains("\"event\":\"Stopped\"", server.Output.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_line_carries_the_id_of_its_own_request_also_across_awaits_and_shared_connections()
    {
        await using var server = await ObservedServer.Start(app => app.MapGet(
            "/test/log/{word}",
            async (string word, ILoggerFactory loggers) =>
            {
                await Task.Delay(Random.Shared.Next(5));
                loggers.CreateLogger("Edge.Test").LogInformation("Handling {Word}", word);
                return word;
            }).AllowAnyone());

        var ids = new Dictionary<string, string>();
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            using var answer = await server.Http.GetAsync($"/test/log/w{i}");
            return (Word: $"w{i}", Id: answer.Headers.GetValues("X-Request-Id").Single());
        }));
        foreach (var (word, id) in answers)
            ids.Add(word, id);

        var lines = server.Lines().Where(line => line.Text("logger") == "Test").ToList();
        Assert.Equal(200, lines.Count);
        Assert.All(lines, line => Assert.Equal(ids[line.Text("word")!], line.Text("request_id")));
    }

    [Fact]
    public async Task A_line_outside_any_request_has_no_request_id()
    {
        await using var server = await ObservedServer.Start();
        await server.Http.GetAsync("/health/live");

        var started = await server.Line(line => line.Text("event") == "Started");

        Assert.Null(started.Text("request_id"));
    }

    [Fact]
    public async Task A_failure_is_logged_with_its_cause_and_route_but_without_the_path()
    {
        await using var server = await ObservedServer.Start(app => app.MapGet(
            "/test/s/{token}", (HttpContext http, string token) => token == "" ? Task.CompletedTask : throw new InvalidDataException("disk on fire"))
            .AllowAnyone());

        using var answer = await server.Http.GetAsync("/test/s/tok_very_private?code=also_private");

        var line = await server.Line(line => line.Text("level") == "error");
        Assert.Equal("/test/s/{token}", line.Text("route"));
        Assert.Contains("disk on fire", line.Text("exception"), StringComparison.Ordinal);
        Assert.Equal(answer.Headers.GetValues("X-Request-Id").Single(), line.Text("request_id"));
        Assert.DoesNotContain("private", server.Output.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("disk on fire", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
