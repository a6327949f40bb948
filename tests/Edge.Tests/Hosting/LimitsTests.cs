using System.Net;
using System.Text;
using Edge.Hosting.Endpoints;
using Edge.Tests.Pipeline.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Edge.Tests.Hosting;

/// <summary>Each of the <c>Limits:*</c> settings, at what it forbids and at what it still allows, over real sockets.</summary>
public class LimitsTests
{
    private const string Get = "GET /health/live HTTP/1.1\r\nHost: x\r\n";
    private const string Post = "POST /api/probe/event HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

    [Fact]
    public async Task A_body_that_crawls_is_answered_with_408()
    {
        await using var server = await EdgeServer.Start(Probes.Map, ("Limits:RequestRate", "1000"), ("Limits:RateGrace", "2s"));
        using var connection = await RawConnection.Open(server);

        await connection.Send($"{Post}Content-Length: 100\r\n\r\n{{");
        var answer = await connection.ReceiveAll();

        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
        Assert.Contains("request-too-slow", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_may_crawl_where_the_rate_is_0()
    {
        await using var server = await EdgeServer.Start(Probes.Map, ("Limits:RequestRate", "0"), ("Limits:RateGrace", "2s"));
        using var connection = await RawConnection.Open(server);
        const string body = """{"event_time":"2026-03-02T11:00:00Z"}""";

        await connection.Send($"{Post}Content-Length: {body.Length}\r\n\r\n{body[..9]}");
        await Task.Delay(TimeSpan.FromSeconds(4)); // longer than the grace and a beat of the server's watch
        await connection.Send(body[9..]);

        Assert.StartsWith("HTTP/1.1 200 ", Encoding.Latin1.GetString(await connection.Receive()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_does_not_take_its_answer_is_cut_off()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await EdgeServer.Start(
            app => app.MapGet("/api/endless", http => Pour(http, ended)).AllowAnyone(),
            ("Limits:ResponseRate", "1048576"), ("Limits:RateGrace", "2s"));
        using var connection = await RawConnection.Open(server, receiveBuffer: 4096);

        await connection.Send("GET /api/endless HTTP/1.1\r\nHost: x\r\n\r\n");

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(60)); // what the kernel buffers at once may take its time at that rate
    }

    [Fact]
    public async Task Headers_that_do_not_come_are_answered_with_408()
    {
        await using var server = await EdgeServer.Start(("Limits:HeaderTimeout", "1s"));
        using var connection = await RawConnection.Open(server);

        await connection.Send(Get);

        Assert.StartsWith("HTTP/1.1 408 ", await connection.ReceiveAll(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_idle_connection_is_closed()
    {
        await using var server = await EdgeServer.Start(("Limits:KeepAlive", "1s"));
        using var connection = await RawConnection.Open(server);

        await connection.Send($"{Get}\r\n");

        Assert.StartsWith("HTTP/1.1 200 ", await connection.ReceiveAll(), StringComparison.Ordinal); // returns once the server has closed
    }

    [Fact]
    public async Task One_connection_too_many_is_closed_without_an_answer_until_another_has_gone()
    {
        await using var server = await EdgeServer.Start(("Limits:Connections", "2"));
        using var first = await RawConnection.Open(server);
        using (var second = await RawConnection.Open(server))
        {
            foreach (var open in new[] { first, second })
            {
                await open.Send($"{Get}\r\n");
                Assert.NotEmpty(await open.Receive());
            }
            using var third = await RawConnection.Open(server);
            Assert.Empty(await third.Receive());
        }
        Assert.True(await Eventually(async () =>
        {
            using var next = await RawConnection.Open(server);
            try
            {
                await next.Send($"{Get}\r\n");
            }
            catch (System.Net.Sockets.SocketException)
            {
                return false;
            }
            return (await next.Receive()).Length > 0;
        }));
    }

    [Theory]
    [InlineData(10, "200")]
    [InlineData(11, "431")]
    public async Task Headers_are_counted(int count, string status)
    {
        await using var server = await EdgeServer.Start(("Limits:HeaderCount", "10"));

        await Answers(server, $"{Get}{string.Concat(Enumerable.Range(2, count - 1).Select(i => $"X-{i}: 1\r\n"))}\r\n", status);
    }

    [Theory]
    [InlineData(3_000, "200")]
    [InlineData(5_000, "431")]
    public async Task Headers_are_measured(int length, string status)
    {
        await using var server = await EdgeServer.Start(("Limits:HeaderBytes", "4096"));

        await Answers(server, $"{Get}X-Long: {new string('x', length)}\r\n\r\n", status);
    }

    [Theory]
    [InlineData(8_000, "200")]
    [InlineData(8_200, "414")]
    public async Task The_request_line_is_measured(int length, string status)
    {
        await using var server = await EdgeServer.Start();

        await Answers(server, $"GET /health/live?{new string('x', length)} HTTP/1.1\r\nHost: x\r\n\r\n", status);
    }

    [Theory]
    [InlineData("/api/probe/event", 2_048, HttpStatusCode.OK)]
    [InlineData("/api/probe/event", 2_049, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("/api/probe/small", 1_025, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("/api/probe/large", 100_000, HttpStatusCode.OK)]
    public async Task Bodies_are_measured_by_the_setting_where_the_route_says_nothing_else(string path, int length, HttpStatusCode status)
    {
        await using var server = await EdgeServer.Start(Probes.Map, ("Limits:BodyBytes", "2048"));
        var body = """{"event_time":"2026-03-02T11:00:00Z"}""".PadRight(length);

        using var answer = await server.Http.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task A_stream_too_many_on_an_http2_connection_is_refused()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await EdgeServer.Start(
            app => app.MapGet("/w", async () => { await gate.Task; return Results.Text("done"); }).AllowAnyone(),
            ("Hosting:Urls", "h2c://127.0.0.1:0"), ("Limits:Http2Streams", "2"));
        using var connection = await RawConnection.Open(server);
        var frames = new Http2Frames(connection);

        await frames.Open();
        foreach (var stream in (int[])[1, 3, 5])
            await frames.Get(stream, "/w");
        var refused = await frames.Next(Http2Frames.Reset);
        gate.SetResult();

        Assert.Equal(2, frames.MaxConcurrentStreams);
        Assert.Equal((5, Http2Frames.RefusedStream), (refused.Stream, refused.Number));
    }

    private static async Task Pour(HttpContext http, TaskCompletionSource ended)
    {
        try
        {
            while (!http.RequestAborted.IsCancellationRequested)
                await http.Response.BodyWriter.WriteAsync(new byte[65_536], http.RequestAborted);
        }
        finally
        {
            ended.TrySetResult();
        }
    }

    private static async Task Answers(EdgeServer server, string request, string status)
    {
        using var connection = await RawConnection.Open(server);
        await connection.Send(request);
        Assert.StartsWith($"HTTP/1.1 {status} ", Encoding.Latin1.GetString(await connection.Receive()), StringComparison.Ordinal);
    }

    private static async Task<bool> Eventually(Func<Task<bool>> condition)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            if (await condition())
                return true;
            await Task.Delay(50);
        }
        return false;
    }
}
