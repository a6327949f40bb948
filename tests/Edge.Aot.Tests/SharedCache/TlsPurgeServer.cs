using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Edge.Aot.Tests.SharedCache;

/// <summary>Takes purges over TLS, with a certificate that nobody trusts unless told to.</summary>
internal sealed class TlsPurgeServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 certificate = Make();
    private readonly Task accepting;

    public TlsPurgeServer()
    {
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public string Pem => certificate.ExportCertificatePem();

    /// <summary>The header section of each request.</summary>
    public ConcurrentQueue<string> Received { get; } = new();

    /// <summary>How many connections ended before a request.</summary>
    public int Refused { get; private set; }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await accepting;
        certificate.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
                await Answer(await listener.AcceptTcpClientAsync());
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task Answer(TcpClient client)
    {
        using (client)
        await using (var tls = new SslStream(client.GetStream()))
        {
            try
            {
                await tls.AuthenticateAsServerAsync(certificate);
                var buffer = new byte[8192];
                var count = await tls.ReadAsync(buffer);
                if (count == 0)
                    throw new IOException("No request came");
                Received.Enqueue(Encoding.ASCII.GetString(buffer, 0, count));
                await tls.WriteAsync("HTTP/1.1 200 Purged\r\nX-Edge-Purged: 1\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
            }
            catch (Exception refused) when (refused is AuthenticationException or IOException)
            {
                Refused++;
            }
        }
    }

    private static X509Certificate2 Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
