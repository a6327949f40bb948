using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Edge.Aot.Tests;

public sealed class ShutdownTests : IDisposable
{
    private readonly Sandbox sandbox = new();

    public void Dispose() => sandbox.Dispose();

    [Fact]
    public async Task Sigterm_ends_with_exit_code_0_and_a_checkpointed_database()
    {
        await using var edge = await EdgeProcess.Start(sandbox);

        Assert.Equal(0, await edge.Stop());

        var log = new FileInfo(sandbox.Database + "-wal");
        Assert.True(!log.Exists || log.Length == 0, $"the write-ahead log still holds {(log.Exists ? log.Length : 0)} bytes");
    }

    [Fact]
    public async Task Readiness_turns_503_while_requests_are_still_answered()
    {
        await using var edge = await EdgeProcess.Start(sandbox, ("EDGE_HOSTING__SHUTDOWNDELAY", "3s"));

        edge.Terminate();

        await edge.WaitFor("/health/ready", HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, (await edge.Http.GetAsync("/health/live")).StatusCode);
        Assert.Equal(0, await edge.Ended());
    }

    [Fact]
    public async Task A_request_in_flight_is_finished()
    {
        await using var edge = await EdgeProcess.Start(sandbox, ("EDGE_HOSTING__SHUTDOWNDELAY", "1s"));
        using var client = new TcpClient();
        await client.ConnectAsync(edge.Url.Host, edge.Url.Port);
        await using var stream = client.GetStream();
        const string body = """{"token":"nonsense"}""";
        await Write(stream, $"POST /api/v1/session HTTP/1.1\r\nHost: edge\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n");
        await Write(stream, body[..5]);

        edge.Terminate();
        await edge.WaitFor("/health/ready", HttpStatusCode.ServiceUnavailable);
        await Write(stream, body[5..]);

        using var reader = new StreamReader(stream, Encoding.ASCII);
        Assert.StartsWith("HTTP/1.1 4", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await edge.Ended());
    }

    [Fact]
    public async Task A_second_signal_does_not_wait_for_the_delay()
    {
        await using var edge = await EdgeProcess.Start(sandbox, ("EDGE_HOSTING__SHUTDOWNDELAY", "5m"));
        edge.Terminate();
        await edge.WaitFor("/health/ready", HttpStatusCode.ServiceUnavailable);

        edge.Terminate();

        await edge.Ended(); // throws long before the five minutes are over
    }

    private static async Task Write(NetworkStream stream, string text)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
        await stream.FlushAsync();
    }
}
