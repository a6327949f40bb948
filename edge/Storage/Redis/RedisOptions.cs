using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Edge.Hosting.Configuration;

namespace Edge.Storage.Redis;

/// <param name="Address">Null when this node uses no Redis.</param>
/// <param name="Authorities">Who may sign the server's certificate; null for the system's authorities.</param>
/// <param name="ServerName">The name its certificate must hold; empty for the host of the address.</param>
/// <param name="InFlight">Commands that may wait for their answers.</param>
/// <param name="InFlightBytes">Bytes of these commands.</param>
/// <param name="ReplyBytes">Bytes of memory that one answer may take.</param>
internal sealed record RedisOptions(
    RedisAddress? Address,
    X509Certificate2Collection? Authorities,
    string ServerName,
    TimeSpan ConnectTimeout,
    TimeSpan CommandTimeout,
    int InFlight,
    int InFlightBytes,
    int ReplyBytes)
{
    private const string AddressKey = "Caching:Redis";
    private const string AuthorityKey = "Caching:RedisAuthority";
    private const int Mebibyte = 1024 * 1024;

    public static RedisOptions Read(Settings settings) => new(
        AddressOf(settings),
        AuthoritiesOf(settings),
        settings.Text(
            "Caching:RedisServerName", "", "Name that Redis' certificate must hold, where it is not the host it is reached by."),
        settings.Duration(
            "Caching:RedisConnectTimeout", "2s", "50ms", "1m", "How long connecting to Redis may take, sign-in included."),
        settings.Duration(
            "Caching:RedisCommandTimeout", "1s", "10ms", "1m",
            "How long a caller waits for Redis; a connection that is silent for three times as long is given up."),
        settings.Number(
            "Caching:RedisInFlight", 20_000, 1, 1_000_000, "Commands that may wait for Redis' answer; more fail at once."),
        settings.Number("Caching:RedisInFlightBytes", 64 * Mebibyte, 1024, 1024 * Mebibyte, "Bytes of these commands."),
        settings.Number(
            "Caching:RedisReplyBytes", 32 * Mebibyte, 1024, 1024 * Mebibyte,
            "Bytes of memory one answer of Redis may take; a larger one ends the connection."));

    private static RedisAddress? AddressOf(Settings settings)
    {
        var text = settings.Secret(
            AddressKey,
            "The Redis that nodes share: redis://USER:PASSWORD@HOST:PORT/DATABASE, rediss:// for TLS, "
            + "or redis+sentinel://USER:PASSWORD@HOST,HOST,HOST/MASTER/DATABASE.").Reveal().Trim();
        try
        {
            return text.Length == 0 ? null : RedisAddress.Parse(text);
        }
        catch (FormatException error)
        {
            // The address holds a password: what is wrong with it is said without it.
            settings.Fault(AddressKey, $"not an address of Redis: {error.Message}; write redis://USER:PASSWORD@HOST:PORT/DATABASE");
            return null;
        }
    }

    private static X509Certificate2Collection? AuthoritiesOf(Settings settings)
    {
        var path = settings.Text(
            AuthorityKey, "", "PEM file of the authorities that may have signed Redis' certificate; empty for the system's.");
        if (path.Length == 0)
            return null;
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(path);
            if (authorities.Count > 0)
                return authorities;
            settings.Fault(AuthorityKey, $"{path} holds no certificate; name a PEM file");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            settings.Fault(AuthorityKey, $"{path} cannot be read; correct the path or allow it");
        }
        catch (CryptographicException)
        {
            settings.Fault(AuthorityKey, $"{path} is not a PEM file of certificates");
        }
        return null;
    }
}
