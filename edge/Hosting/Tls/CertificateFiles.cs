using System.Security.Cryptography;
using Edge.Hosting.Configuration;

namespace Edge.Hosting.Tls;

/// <summary>The PEM files of the server's certificate: the leaf first, then its intermediates, and the private key.</summary>
internal sealed record CertificateFiles(string Certificate, string Key, Secret KeyPassword)
{
    private const string CertificateKey = "Hosting:Certificate";
    private const string KeyKey = "Hosting:CertificateKey";

    /// <param name="needed">Whether an https address is configured.</param>
    public static CertificateFiles? Read(Settings settings, bool needed)
    {
        var certificate = settings.Text(CertificateKey, "", "PEM file of the certificate and its intermediates, for https addresses.");
        var key = settings.Text(KeyKey, "", "PEM file of the certificate's private key; replaced files are taken up within 10 seconds.");
        var password = settings.Secret("Hosting:CertificateKeyPassword", "Password of the private key, where it is encrypted.");
        if (certificate.Length == 0 && key.Length == 0)
        {
            if (needed)
                settings.Fault(CertificateKey, "an https address needs a certificate; name its PEM file here");
            return null;
        }
        if (certificate.Length == 0 || key.Length == 0)
        {
            settings.Fault(certificate.Length == 0 ? CertificateKey : KeyKey, "certificate and key go together; name both PEM files");
            return null;
        }
        var files = new CertificateFiles(certificate, key, password);
        if (Fault(files) is { } fault)
            settings.Fault(CertificateKey, fault);
        return files;
    }

    /// <summary>The bytes of both files, by which a replacement is noticed; modification times miss a swapped symbolic link.</summary>
    public byte[] ReadAll() => [.. File.ReadAllBytes(Certificate), 0, .. File.ReadAllBytes(Key)];

    private static string? Fault(CertificateFiles files)
    {
        try
        {
            using var loaded = LoadedCertificate.Load(files);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"{files.Certificate} or {files.Key} cannot be read; correct the path or allow it";
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            return $"{files.Certificate} and {files.Key} are not a PEM certificate with its private key, or the password is wrong";
        }
    }
}
