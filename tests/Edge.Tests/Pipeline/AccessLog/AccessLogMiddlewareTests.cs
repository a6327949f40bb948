using System.Net;
using Edge.Hosting.Endpoints;
using Edge.Tests.Observability;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Edge.Tests.Pipeline.AccessLog;

public class AccessLogMiddlewareTests
{
    private static readonly (string, string) All = ("Observability:AccessLog", "all");

    [Fact]
    public async Task Tells_method_template_status_duration_bytes_client_and_request_id()
    {
        await using var server = await ObservedServer.Start(MapToken, All);

        using var answer = await server.Http.GetAsync("/test/s/tok_private?session=private_too");

        var line = await Request(server);
        Assert.Equal("GET", line.Text("method"));
        Assert.Equal("/test/s/{token}", line.Text("route"));
        Assert.Equal("200", line.Text("status"));
        Assert.Equal("4", line.Text("bytes"));
        Assert.Equal("127.0.0.1", line.Text("client"));
        Assert.True(line.GetProperty("duration_ms").GetDouble() > 0);
        Assert.Equal(answer.Headers.GetValues("X-Request-Id").Single(), line.Text("request_id"));
        Assert.DoesNotContain("private", server.Output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_matches_nothing_is_not_repeated()
    {
        await using var server = await ObservedServer.Start(settings: All);

        await server.Http.GetAsync("/api/v1/S/tok_private/?token=private");

        var line = await Request(server);
        Assert.Null(line.Text("route"));
        Assert.Equal("not-found", line.Text("problem"));
        Assert.DoesNotContain("private", server.Output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_leaves_out_what_went_well()
    {
        await using var server = await ObservedServer.Start();

        await server.Http.GetAsync("/health/live");
        await server.Http.GetAsync("/api/v1/nothing-here");

        Assert.Equal("404", (await Request(server)).Text("status"));
        Assert.Single(server.Lines(), line => line.Text("event") == "Request");
    }

    [Fact]
    public async Task None_leaves_out_everything_and_problems_are_still_counted()
    {
        await using var server = await ObservedServer.Start(settings: ("Observability:AccessLog", "none"));

        await server.Http.GetAsync("/api/v1/nothing-here");

        Assert.Contains("edge_problems_total{type=\"not-found\"} 1\n", await server.Metrics(), StringComparison.Ordinal);
        Assert.DoesNotContain(server.Lines(), line => line.Text("event") == "Request");
    }

    [Fact]
    public async Task Hostile_headers_and_methods_leave_lines_that_still_parse_and_repeat_none_of_it()
    {
        await using var server = await ObservedServer.Start(settings: All);
        string[] hostile =
        [
            "EVIL{}METHOD /health/live HTTP/1.1\r\nHost: x\r\n",
            "GET /health/live HTTP/1.1\r\nHost: x\r\nUser-Agent: EVIL \x1b[31m \x85 \xff\r\n",
            "GET /health/live HTTP/1.1\r\nHost: x\r\ntraceparent: EVIL\"}\r\nX-Request-Id: EVIL\r\n",
            "GET /health/live HTTP/1.1\r\nHost: x\r\nReferer: http://EVIL/s/token\r\nCookie: EVIL=1\r\nX-Forwarded-For: EVIL\r\n",
            "GET /api/v1/EVIL%0a%1b%5b31m HTTP/1.1\r\nHost: x\r\n",
            "GET /%ff%fe%ed%a0%80EVIL HTTP/1.1\r\nHost: x\r\n",
        ];
        foreach (var request in hostile)
            await server.Raw($"{request}Connection: close\r\n\r\n");

        await server.Http.GetAsync("/health/live");
        await server.Line(_ => server.Lines().Count(line => line.Text("event") == "Request") >= hostile.Length - 1);
        Assert.DoesNotContain("EVIL", server.Output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_told_as_incomplete()
    {
        await using var server = await ObservedServer.Start(
            app => app.MapGet("/test/broken", async (HttpContext http) =>
            {
                await http.Response.WriteAsync("half");
                await http.Response.Body.FlushAsync();
                throw new InvalidDataException("the other half is gone");
            }).AllowAnyone(),
            All);

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => server.Http.GetStringAsync("/test/broken"));

        Assert.Equal("False", (await Request(server)).Text("complete"));
    }

    [Fact]
    public async Task The_answer_to_a_head_request_has_no_bytes()
    {
        await using var server = await ObservedServer.Start(MapToken, All);

        using var request = new HttpRequestMessage(HttpMethod.Head, "/health");
        using var answer = await server.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("0", (await Request(server)).Text("bytes"));
    }

    private static Task<System.Text.Json.JsonElement> Request(ObservedServer server) => server.Line(line => line.Text("event") == "Request");

    private static void MapToken(WebApplication app) => app
        .MapGet("/test/s/{token}", (HttpContext http, string token) =>
        {
            http.Response.ContentLength = 4;
            return http.Response.WriteAsync(token[..4]);
        })
        .AllowAnyone();
}
