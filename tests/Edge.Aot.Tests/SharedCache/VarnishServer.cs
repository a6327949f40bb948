using Edge.Aot.Tests.Faults;

namespace Edge.Aot.Tests.SharedCache;

/// <summary>Debian's Varnish with deploy/varnish/edge.vcl in front of one node.</summary>
internal sealed class VarnishServer : IAsyncDisposable
{
    public const string Secret = "of-the-varnish-tests-and-of-nobody-else";

    private readonly ServerProcess process;

    private VarnishServer(int port, ServerProcess process)
    {
        Url = new Uri($"http://127.0.0.1:{port}");
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Url };
        this.process = process;
    }

    public Uri Url { get; }

    public HttpClient Http { get; }

    public static async Task<VarnishServer> Start(string folder, int port, int nodePort)
    {
        var vcl = Path.Combine(EdgeBinary.Repository, "deploy/varnish");
        await File.WriteAllTextAsync(Path.Combine(folder, "backends.vcl"), Backends(nodePort));
        File.Copy(Path.Combine(vcl, "edge.vcl"), Path.Combine(folder, "edge.vcl"));
        string[] command =
        [
            "/usr/sbin/varnishd", "-F", "-j", "none", "-n", Path.Combine(folder, "work"), "-a", $"127.0.0.1:{port}", "-T", "none",
            "-f", Path.Combine(folder, "edge.vcl"), "-p", $"vcl_path={folder}", "-p", "http_gzip_support=off", "-s", "malloc,64M",
        ];
        var server = new VarnishServer(port, new ServerProcess(folder, "", command));
        await server.Start();
        return server;
    }

    public async Task Start()
    {
        await process.Start();
        await ServerProcess.Until(async () =>
        {
            try
            {
                using var answer = await Http.GetAsync("/health/live");
                return true;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    public Task Kill() => process.Kill();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await process.DisposeAsync();
    }

    private static string Backends(int nodePort) => $$"""
        backend node { .host = "127.0.0.1"; .port = "{{nodePort}}"; }
        sub edge_backend { set req.backend_hint = node; }
        acl edge_purgers { "localhost"; }
        sub edge_secret { set req.http.X-Edge-Expected = "{{Secret}}"; }
        """;
}
