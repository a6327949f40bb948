using System.Globalization;
using Npgsql;

namespace Edge.Storage.Postgres;

/// <summary>
/// <c>postgres://user:password@host:port[,host:port]/database?...</c>, each part percent-encoded where it must be. The options are
/// libpq's where libpq has one (postgresql.org/docs/15/libpq-connect.html): sslmode, sslrootcert, connect_timeout (seconds),
/// application_name; ours are statement_timeout (seconds), pool_min and pool_max.
/// </summary>
internal sealed class PostgresUrl
{
    private const int DefaultPort = 5432;

    // Seconds. A statement may take longer than a client waits: a migration, a list over millions.
    private const int ConnectTimeout = 5;
    private const int StatementTimeout = 30;

    // Each is a process of the server. More of them than it has processors for take turns, and events were a third slower with 50.
    private const int PoolMax = 16;
    private const int TimeoutAtMost = 3600;
    private const int ConnectionsAtMost = 10_000;

    private PostgresUrl(NpgsqlConnectionStringBuilder connection) => Connection = connection;

    public NpgsqlConnectionStringBuilder Connection { get; }

    /// <summary>Each with its port.</summary>
    public string[] Hosts => Connection.Host!.Split(',');

    public static bool IsMeant(string text) =>
        text.StartsWith("postgres://", StringComparison.Ordinal) || text.StartsWith("postgresql://", StringComparison.Ordinal);

    /// <param name="fault">What is wrong, without repeating any part of the URL: it may hold a password.</param>
    public static PostgresUrl? Parse(string text, out string fault)
    {
        try
        {
            fault = "";
            return new PostgresUrl(Read(text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..]));
        }
        catch (FormatException error)
        {
            fault = error.Message;
            return null;
        }
    }

    private static NpgsqlConnectionStringBuilder Read(string text)
    {
        var (rest, options) = Cut(text, text.IndexOf('?'));
        var (authority, database) = Cut(rest, rest.IndexOf('/'));
        var (user, hosts) = authority.LastIndexOf('@') is var at && at >= 0 ? (authority[..at], authority[(at + 1)..]) : ("", authority);
        var (name, password) = Cut(user, user.IndexOf(':'));
        if (database.Length == 0)
            throw new FormatException("the name of the database is missing: postgres://USER@HOST/NAME");
        var connection = Defaults();
        connection.Host = ReadHosts(hosts);
        connection.Database = Decoded(database);
        connection.Username = name.Length == 0 ? "edge" : Decoded(name);
        connection.Password = password.Length == 0 ? null : Decoded(password);
        foreach (var option in options.Split('&', StringSplitOptions.RemoveEmptyEntries))
            Set(connection, option);
        if (connection.MinPoolSize > connection.MaxPoolSize)
            throw new FormatException("pool_min is greater than pool_max");
        return connection;
    }

    private static NpgsqlConnectionStringBuilder Defaults() => new()
    {
        ApplicationName = "edge",
        SslMode = SslMode.Prefer,
        GssEncryptionMode = GssEncryptionMode.Disable,
        Timeout = ConnectTimeout,
        CommandTimeout = StatementTimeout,
        MaxPoolSize = PoolMax,
        MaxAutoPrepare = 200,
        AutoPrepareMinUsages = 2,
        NoResetOnClose = true,
    };

    private static string ReadHosts(string text)
    {
        var hosts = text.Split(',');
        if (!Array.TrueForAll(hosts, host => IsHost(host)))
            throw new FormatException("a host is missing or malformed: HOST[:PORT], several with commas between");
        var complete = Array.ConvertAll(hosts, host => HasPort(host) ? host : $"{host}:{DefaultPort}");
        if (complete.Distinct(StringComparer.OrdinalIgnoreCase).Count() != complete.Length)
            throw new FormatException("a host is named twice");
        return string.Join(',', complete);
    }

    private static bool IsHost(string host)
    {
        var name = HasPort(host) ? host[..host.LastIndexOf(':')] : host;
        var isNamed = name.StartsWith('[') ? name.EndsWith(']') && name.Length > 2 : name.Length > 0 && !name.Contains(':');
        return isNamed && !name.AsSpan().ContainsAny(" /;=");
    }

    private static bool HasPort(string host) =>
        host.LastIndexOf(':') is var colon && colon > host.LastIndexOf(']')
        && ushort.TryParse(host.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static void Set(NpgsqlConnectionStringBuilder connection, string option)
    {
        var (name, encoded) = Cut(option, option.IndexOf('='));
        var value = Decoded(encoded);
        switch (name)
        {
            case "sslmode":
                connection.SslMode = Mode(value);
                break;
            case "sslrootcert":
                connection.RootCertificate = value;
                break;
            case "application_name":
                connection.ApplicationName = value;
                break;
            case "connect_timeout":
                connection.Timeout = Number(name, value, 1, TimeoutAtMost);
                break;
            case "statement_timeout":
                connection.CommandTimeout = Number(name, value, 1, TimeoutAtMost);
                break;
            case "pool_min":
                connection.MinPoolSize = Number(name, value, 0, ConnectionsAtMost);
                break;
            case "pool_max":
                connection.MaxPoolSize = Number(name, value, 1, ConnectionsAtMost);
                break;
            default:
                throw new FormatException(
                    "an option is not known; there are sslmode, sslrootcert, application_name, connect_timeout, statement_timeout, pool_min, pool_max");
        }
    }

    private static SslMode Mode(string value) => value switch
    {
        "disable" => SslMode.Disable,
        "prefer" => SslMode.Prefer,
        "require" => SslMode.Require,
        "verify-ca" => SslMode.VerifyCA,
        "verify-full" => SslMode.VerifyFull,
        _ => throw new FormatException("sslmode is one of disable, prefer, require, verify-ca, verify-full"),
    };

    private static int Number(string name, string value, int min, int max) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new FormatException($"{name} is a whole number from {min} to {max}");

    private static (string Before, string After) Cut(string text, int at) => at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);

    private static string Decoded(string text) => Uri.UnescapeDataString(text);
}
