using Edge.Aot.Tests.Faults;

namespace Edge.Aot.Tests.SharedCache;

/// <summary>Purges over TLS, as all providers take them, from the published binary.</summary>
public sealed class TlsPurgeTests
{
    [Fact]
    public async Task A_purge_reaches_a_server_whose_certificate_is_trusted()
    {
        await using var server = new TlsPurgeServer();
        using var sandbox = new Sandbox();
        var authority = sandbox.File("authority.pem");
        await File.WriteAllTextAsync(authority, server.Pem);
        await using var edge = await EdgeProcess.Start(sandbox, [.. Settings("localhost", server.Port), ("SSL_CERT_FILE", authority)]);

        await ServerProcess.Until(() => Task.FromResult(!server.Received.IsEmpty));

        Assert.True(server.Received.TryPeek(out var request));
        Assert.StartsWith("PURGE / HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains($"\r\nHost: localhost:{server.Port}\r\n", request, StringComparison.Ordinal);
        Assert.Contains("\r\nX-Edge-Purge: edge\r\n", request, StringComparison.Ordinal);
        Assert.Contains($"\r\nX-Edge-Secret: {VarnishServer.Secret}\r\n", request, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost", false)]
    [InlineData("127.0.0.1", true)]
    public async Task No_secret_is_sent_to_a_server_that_cannot_prove_its_name(string host, bool isTrusted)
    {
        await using var server = new TlsPurgeServer();
        using var sandbox = new Sandbox();
        var authority = sandbox.File("authority.pem");
        await File.WriteAllTextAsync(authority, server.Pem);
        (string, string)[] trust = isTrusted ? [("SSL_CERT_FILE", authority)] : [];
        await using var edge = await EdgeProcess.Start(sandbox, [.. Settings(host, server.Port), .. trust]);

        await ServerProcess.Until(() => Task.FromResult(server.Refused > 0));
        var health = "";
        await ServerProcess.Until(async () =>
        {
            health = await edge.Http.GetStringAsync(new Uri(edge.AdminUrl, "/health/detailed"));
            return health.Contains($"{host}:{server.Port}", StringComparison.Ordinal);
        });

        Assert.Empty(server.Received);
        Assert.DoesNotContain(VarnishServer.Secret, health + edge.Output + edge.Error, StringComparison.Ordinal);
    }

    private static (string, string)[] Settings(string host, int port) =>
        [("EDGE_CACHING__VARNISH", $"https://{host}:{port}"), ("EDGE_CACHING__VARNISHSECRET", VarnishServer.Secret)];
}
