using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Edge.Tests.Hosting;

public sealed class TlsTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Both_versions_are_negotiated(string version)
    {
        WriteCertificate("first");
        await using var server = await Start();
        using var http = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null } });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Http.BaseAddress!, "/health/live"))
        {
            Version = Version.Parse(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var answer = await http.SendAsync(request);

        Assert.Equal((HttpStatusCode.OK, Version.Parse(version)), (answer.StatusCode, answer.Version));
    }

    [Fact]
    public async Task A_replaced_certificate_is_taken_up_and_open_connections_live_on()
    {
        WriteCertificate("first");
        await using var server = await Start();
        await using var open = await Handshake(server);
        Assert.Equal("CN=first", open.RemoteCertificate!.Subject);

        WriteCertificate("second");
        await using (var tooEarly = await Handshake(server))
            Assert.Equal("CN=first", tooEarly.RemoteCertificate!.Subject);
        server.Time.Advance(TimeSpan.FromSeconds(10));
        await using var later = await Handshake(server);

        Assert.Equal("CN=second", later.RemoteCertificate!.Subject);
        Assert.StartsWith("HTTP/1.1 200", await Ask(open), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200", await Ask(later), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_half_written_certificate_leaves_the_old_one_until_it_is_whole()
    {
        WriteCertificate("first");
        await using var server = await Start();

        File.WriteAllText(folder.File("cert.pem"), "-----BEGIN CERTIFICATE-----\nMIIB");
        server.Time.Advance(TimeSpan.FromSeconds(10));
        await using (var meanwhile = await Handshake(server))
            Assert.Equal("CN=first", meanwhile.RemoteCertificate!.Subject);
        WriteCertificate("second");
        server.Time.Advance(TimeSpan.FromSeconds(10));
        await using var later = await Handshake(server);

        Assert.Equal("CN=second", later.RemoteCertificate!.Subject);
    }

    [Fact]
    public async Task An_encrypted_key_is_opened_by_its_password()
    {
        WriteCertificate("first", password: "open sesame");

        await using var server = await Start(("Hosting:CertificateKeyPassword", "open sesame"));
        await using var stream = await Handshake(server);

        Assert.StartsWith("HTTP/1.1 200", await Ask(stream), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wrong password")]
    [InlineData("foreign key")]
    [InlineData("missing")]
    public async Task A_certificate_that_does_not_load_is_a_configuration_fault(string kind)
    {
        WriteCertificate("first", kind == "wrong password" ? "open sesame" : null);
        if (kind == "foreign key")
            File.WriteAllText(folder.File("key.pem"), ECDsa.Create(ECCurve.NamedCurves.nistP256).ExportPkcs8PrivateKeyPem());
        if (kind == "missing")
            File.Delete(folder.File("key.pem"));

        var fault = await Assert.ThrowsAsync<Edge.Hosting.Configuration.ConfigurationFaultException>(() => Start(("Hosting:CertificateKeyPassword", "closed")));

        Assert.StartsWith("EDGE_HOSTING__CERTIFICATE: ", Assert.Single(fault.Faults), StringComparison.Ordinal);
    }

    private Task<EdgeServer> Start(params (string, string)[] more) => EdgeServer.Start(
    [
        ("Hosting:Urls", "https://127.0.0.1:0"),
        ("Hosting:Certificate", folder.File("cert.pem")),
        ("Hosting:CertificateKey", folder.File("key.pem")),
        .. more,
    ]);

    private void WriteCertificate(string name, string? password = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var parameters = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1_000);
        File.WriteAllText(folder.File("cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(folder.File("key.pem"), password is null
            ? key.ExportPkcs8PrivateKeyPem()
            : key.ExportEncryptedPkcs8PrivateKeyPem(password, parameters));
    }

    private static async Task<SslStream> Handshake(EdgeServer server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", server.Http.BaseAddress!.Port);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true), false, (_, certificate, _, _) => certificate is not null);
        await stream.AuthenticateAsClientAsync("localhost");
        return stream;
    }

    private static async Task<string> Ask(SslStream stream)
    {
        await stream.WriteAsync("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());
        var buffer = new byte[4_096];
        return Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer));
    }
}
