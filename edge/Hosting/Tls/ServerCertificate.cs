using System.Net.Security;
using System.Security.Cryptography;

namespace Edge.Hosting.Tls;

/// <summary>
/// The certificate for the next handshake. Handshakes look at the files again when the last look is ten seconds old; established
/// connections keep what they have, and a pair that does not load, such as a half-written one, leaves the old one in place.
/// </summary>
internal sealed partial class ServerCertificate(CertificateFiles files, TimeProvider time, ILogger<ServerCertificate> log)
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private volatile LoadedCertificate current = LoadedCertificate.Load(files);
    private long lookedAt = time.GetUtcNow().UtcTicks;

    public SslServerAuthenticationOptions Current()
    {
        if (time.GetUtcNow().UtcTicks - Volatile.Read(ref lookedAt) >= LookAgainAfter.Ticks && gate.TryEnter())
        {
            try
            {
                Look();
            }
            finally
            {
                gate.Exit();
            }
        }
        return current.Options;
    }

    private void Look()
    {
        Volatile.Write(ref lookedAt, time.GetUtcNow().UtcTicks);
        try
        {
            if (files.ReadAll().AsSpan().SequenceEqual(current.Source))
                return;
            // The old one is not disposed: handshakes under way still sign with its key.
            current = LoadedCertificate.Load(files);
            LogReplaced(current.ExpiresAt);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            LogKept(files.Certificate, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Serving the replaced certificate, valid until {ExpiresAt}")]
    private partial void LogReplaced(DateTime expiresAt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The certificate {File} was replaced by one that does not load; the old one stays")]
    private partial void LogKept(string file, Exception error);
}
