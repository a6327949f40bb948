using System.Net;
using System.Net.Sockets;

namespace Edge.Tests.Hosting;

public sealed class ListenerTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Speaks_http2_with_prior_knowledge_where_asked_to()
    {
        await using var server = await EdgeServer.Start(("Hosting:Urls", "h2c://127.0.0.1:0"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live") { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };

        using var answer = await server.Http.SendAsync(request);

        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version20), (answer.StatusCode, answer.Version));
    }

    [Fact]
    public async Task Takes_over_the_socket_file_of_a_killed_process()
    {
        var path = folder.File("edge.sock");
        LeaveStale(path);

        await using var server = await EdgeServer.Start(("Hosting:Urls", $"http://127.0.0.1:0;http://unix:{path}"), ("Hosting:AdminUrls", ""));

        using var http = new HttpClient(new SocketsHttpHandler { ConnectCallback = (_, _) => Connect(path) });
        Assert.True((await http.GetAsync("http://edge/health/live")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Leaves_a_socket_alone_that_somebody_answers_on()
    {
        var path = folder.File("edge.sock");
        using var other = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        other.Bind(new UnixDomainSocketEndPoint(path));
        other.Listen();

        await Assert.ThrowsAnyAsync<IOException>(() => EdgeServer.Start(("Hosting:Urls", $"http://unix:{path}")));

        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task The_admin_listener_does_not_show_public_routes()
    {
        await using var server = await EdgeServer.Start();

        Assert.Equal(HttpStatusCode.NotFound, (await server.Admin.GetAsync("/api/v1/carriers")).StatusCode);
    }

    // Closing a bound socket removes its file, as a killed process would not: it is out of the way meanwhile.
    private void LeaveStale(string path)
    {
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            File.Move(path, folder.File("aside"));
        }
        File.Move(folder.File("aside"), path);
    }

    private static async ValueTask<Stream> Connect(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        return new NetworkStream(socket, ownsSocket: true);
    }
}
