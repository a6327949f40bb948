using System.Globalization;
using Edge.Hosting.Configuration;

namespace Edge.Storage.Redis;

/// <summary>Who is asking: an ACL user with its password, or nobody.</summary>
internal sealed record RedisLogin(string User, Secret Password);

/// <summary>
/// Where Redis is: <c>redis[s]://USER:PASSWORD@HOST:PORT/DATABASE</c>, or
/// <c>redis[s]+sentinel://USER:PASSWORD@HOST,HOST/MASTER/DATABASE?sentinel_user=U&amp;sentinel_password=P</c>.
/// User, password and query are percent-encoded.
/// </summary>
/// <param name="Master">The name the sentinels know; null when <paramref name="Endpoints"/> is the one server itself.</param>
internal sealed record RedisAddress(
    RedisEndpoint[] Endpoints, bool IsTls, RedisLogin Login, int Database, string? Master, RedisLogin SentinelLogin)
{
    private const int ServerPort = 6379;
    private const int SentinelPort = 26379;
    private const string DefaultUser = "default";

    /// <exception cref="FormatException">It is no such address; the message holds nothing of it.</exception>
    public static RedisAddress Parse(string text)
    {
        var (scheme, rest) = Cut(text, "://");
        var isSentinel = scheme is "redis+sentinel" or "rediss+sentinel";
        if (rest is null || (!isSentinel && scheme is not ("redis" or "rediss")))
            throw new FormatException("it begins with none of redis://, rediss://, redis+sentinel://, rediss+sentinel://");
        var (beforeQuery, query) = Cut(rest, "?");
        var (authority, path) = Cut(beforeQuery, "/");
        var at = authority.LastIndexOf('@');
        var parts = (path ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > (isSentinel ? 2 : 1))
            throw new FormatException("its path has too many parts");
        if (isSentinel && parts.Length == 0)
            throw new FormatException("it lacks the master's name behind the sentinels");
        var endpoints = EndpointsOf(authority[(at + 1)..], isSentinel ? SentinelPort : ServerPort);
        if (!isSentinel && endpoints.Length > 1)
            throw new FormatException("several hosts are for sentinels only");
        return new RedisAddress(
            endpoints,
            scheme is "rediss" or "rediss+sentinel",
            LoginOf(at < 0 ? "" : authority[..at]),
            DatabaseOf(parts.ElementAtOrDefault(isSentinel ? 1 : 0)),
            isSentinel ? Uri.UnescapeDataString(parts[0]) : null,
            SentinelLoginOf(query, isSentinel));
    }

    private static RedisEndpoint[] EndpointsOf(string hosts, int port) => Array.ConvertAll(hosts.Split(','), host => EndpointOf(host.Trim(), port));

    private static RedisEndpoint EndpointOf(string text, int port)
    {
        var end = text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) + 1 : text.IndexOf(':', StringComparison.Ordinal);
        var host = end < 0 ? text : text[..end];
        var tail = end < 0 ? "" : text[end..];
        if (tail.Length > 0 && (!int.TryParse(tail.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out port) || tail[0] != ':'))
            throw new FormatException("a port is no number");
        if (port is < 1 or > 65535)
            throw new FormatException("a port is not between 1 and 65535");
        host = host.Trim('[', ']');
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
            throw new FormatException("a host's name is empty or malformed");
        return new RedisEndpoint(host, port);
    }

    private static RedisLogin LoginOf(string text)
    {
        if (text.Length == 0)
            return new RedisLogin("", default);
        var (user, password) = Cut(text, ":");
        if (string.IsNullOrEmpty(password))
            throw new FormatException("its user has no password; write USER:PASSWORD@ or :PASSWORD@");
        return new RedisLogin(user.Length == 0 ? DefaultUser : Uri.UnescapeDataString(user), new Secret(Uri.UnescapeDataString(password)));
    }

    private static RedisLogin SentinelLoginOf(string? query, bool isSentinel)
    {
        var (user, password) = ("", "");
        foreach (var pair in (query ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = Cut(pair, "=");
            if (!isSentinel || name is not ("sentinel_user" or "sentinel_password"))
                throw new FormatException("its query holds something unknown; sentinels take sentinel_user and sentinel_password");
            if (name is "sentinel_user")
                user = Uri.UnescapeDataString(value ?? "");
            else
                password = Uri.UnescapeDataString(value ?? "");
        }
        if (user.Length > 0 && password.Length == 0)
            throw new FormatException("its sentinel_user has no sentinel_password");
        return password.Length == 0 ? new RedisLogin("", default) : new RedisLogin(user.Length == 0 ? DefaultUser : user, new Secret(password));
    }

    private static int DatabaseOf(string? text)
    {
        if (text is null)
            return 0;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException("its database is no number");
    }

    private static (string Before, string? After) Cut(string text, string mark)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? (text, null) : (text[..at], text[(at + mark.Length)..]);
    }
}
