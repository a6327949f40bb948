using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Edge.Hosting.Tls;

/// <summary>A certificate ready for handshakes, with the bytes it was read from.</summary>
internal sealed class LoadedCertificate : IDisposable
{
    private readonly X509Certificate2 leaf;

    private LoadedCertificate(byte[] source, X509Certificate2 leaf, X509Certificate2Collection chain)
    {
        this.leaf = leaf;
        Source = source;
        Options = new SslServerAuthenticationOptions
        {
            // Offline: a handshake must not wait for a fetch of missing intermediates.
            ServerCertificateContext = SslStreamCertificateContext.Create(leaf, chain, offline: true),
            ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        };
    }

    public byte[] Source { get; }

    public SslServerAuthenticationOptions Options { get; }

    public DateTime ExpiresAt => leaf.NotAfter;

    /// <exception cref="System.Security.Cryptography.CryptographicException">No PEM, a wrong password, or a key of another certificate.</exception>
    public static LoadedCertificate Load(CertificateFiles files)
    {
        var source = files.ReadAll();
        var pem = File.ReadAllText(files.Certificate, Encoding.UTF8);
        var key = File.ReadAllText(files.Key, Encoding.UTF8);
        var leaf = files.KeyPassword.IsEmpty
            ? X509Certificate2.CreateFromPem(pem, key)
            : X509Certificate2.CreateFromEncryptedPem(pem, key, files.KeyPassword.Reveal());
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(pem);
        return new LoadedCertificate(source, leaf, chain);
    }

    public void Dispose() => leaf.Dispose();
}
