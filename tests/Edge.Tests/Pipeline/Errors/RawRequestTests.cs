using System.Net.Sockets;
using System.Text;

namespace Edge.Tests.Pipeline.Errors;

/// <summary>What no HTTP client would send. The server itself refuses it, before there is a request to answer with a problem.</summary>
public class RawRequestTests
{
    private static readonly string ManyHeaders = string.Concat(Enumerable.Range(0, 200).Select(i => $"X-{i}: 1\r\n"));

    public static TheoryData<string, string> Requests() => new()
    {
        { "nonsense\r\n\r\n", "400" },
        { "\0\0\0\0\r\n\r\n", "400" },
        { "GET /health/live HTTP/9.9\r\nHost: x\r\n\r\n", "505" },
        { "GET /health/live HTTP/1.1\r\n\r\n", "400" },
        { "GET /health/live HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400" },
        { "GET /health/live HTTP/1.1\r\nHost: x\r\nbroken header\r\n\r\n", "400" },
        { "GET /health/live HTTP/1.1\r\nHost: x\r\n" + ManyHeaders + "\r\n", "431" },
        { "GET /health/live HTTP/1.1\r\nHost: x\r\nX-Long: " + new string('x', 40_000) + "\r\n\r\n", "431" },
        { "GET /" + new string('x', 20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n", "414" },
        { "GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n", "400" },
        { "GET /api/probe/%00 HTTP/1.1\r\nHost: x\r\n\r\n", "400" },
        { "POST /api/probe/event HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", "400" },
        { "POST /api/probe/event HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "400" },
        { "POST /api/probe/event HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n", "413" },
        { "POST /api/probe/event HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "400" },
        { "POST /api/probe/event HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", "400" },
        { "PROPFIND /api/probe/event HTTP/1.1\r\nHost: x\r\n\r\n", "405" },
        { "GET /../../etc/passwd.txt HTTP/1.1\r\nHost: x\r\n\r\n", "404" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Is_refused_with_a_status_and_never_with_a_500(string request, string status)
    {
        await using var server = await EdgeServer.Start(Probes.Map);

        var answer = await Exchange(server, request);

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_leaves_in_the_middle_of_its_body_disturbs_nobody()
    {
        await using var server = await EdgeServer.Start(Probes.Map);

        using (var leaver = await Connect(server))
            await leaver.SendAsync("POST /api/probe/event HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{\"ev"u8.ToArray());

        Assert.True((await server.Http.GetAsync("/health/live")).IsSuccessStatusCode);
    }

    private static async Task<string> Exchange(EdgeServer server, string request)
    {
        using var socket = await Connect(server);
        await socket.SendAsync(Encoding.Latin1.GetBytes(request));
        var buffer = new byte[65_536];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var length = await socket.ReceiveAsync(buffer, patience.Token);
        return Encoding.Latin1.GetString(buffer, 0, length);
    }

    private static async Task<Socket> Connect(EdgeServer server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", server.Http.BaseAddress!.Port);
        return socket;
    }
}
