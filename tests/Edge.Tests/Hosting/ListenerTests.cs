using System.Net;
using System.Net.Sockets;
using Edge.Hosting;
using Edge.Hosting.Configuration;

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
    public async Task Listens_at_once_where_the_process_before_closed_its_connections()
    {
        var port = await LeaveInTimeWait();

        await using var server = await EdgeServer.Start(("Hosting:Urls", $"http://127.0.0.1:{port}"), ("Hosting:AdminUrls", ""));

        Assert.True((await server.Http.GetAsync("/health/live")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Leaves_a_socket_alone_that_somebody_answers_on()
    {
        var path = folder.File("edge.sock");
        using var other = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        other.Bind(new UnixDomainSocketEndPoint(path));
        other.Listen();

        var refused = await Assert.ThrowsAsync<AddressRefusedException>(() => EdgeServer.Start(("Hosting:Urls", $"http://unix:{path}")));

        Assert.Equal($"http://unix:{path}: address already in use; change EDGE_HOSTING__URLS, or stop what holds it.", refused.Message);

        Assert.True(File.Exists(path));
    }

    [Theory]
    [InlineData("http://192.0.2.1:1", "this machine has no such address")]
    [InlineData("http://unix:/no/such/folder/edge.sock", "the socket's file cannot be made there")]
    public async Task An_address_that_cannot_be_opened_is_named_with_its_setting_and_the_reason(string url, string reason)
    {
        var refused = await Assert.ThrowsAsync<AddressRefusedException>(() => EdgeServer.Start(("Hosting:AdminUrls", url)));

        Assert.Equal($"{url}: {reason}; change EDGE_HOSTING__ADMINURLS.", refused.Message);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8000;http://127.0.0.1:8000", "", "URLS")]
    [InlineData("http://127.0.0.1:8000", "http://127.0.0.1:8000", "ADMINURLS")]
    public void An_address_that_is_named_twice_is_a_fault(string urls, string adminUrls, string setting)
    {
        var settings = EdgeServer.SettingsOf(("Hosting:Urls", urls), ("Hosting:AdminUrls", adminUrls));

        var faults = Assert.Throws<ConfigurationFaultException>(() => Program.Compose(settings)).Faults;

        Assert.StartsWith($"EDGE_HOSTING__{setting}: http://127.0.0.1:8000 is named twice", Assert.Single(faults), StringComparison.Ordinal);
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

    // The side that closes first keeps the connection's port in TIME-WAIT (RFC 9293 section 3.6).
    private static async Task<int> LeaveInTimeWait()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        (await listener.AcceptTcpClientAsync()).Close();
        Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1]));
        return port;
    }

    private static async ValueTask<Stream> Connect(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        return new NetworkStream(socket, ownsSocket: true);
    }
}
