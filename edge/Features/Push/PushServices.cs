using System.Net;
using Edge.Hosting;
using Edge.Hosting.Configuration;
using Edge.Hosting.Http;

namespace Edge.Features.Push;

/// <param name="Name">What the operator has called it by, *.HOST for one of many: for measurements.</param>
internal sealed record PushEndpoint(Uri Url, string Name);

/// <summary>
/// Which addresses are taken for a browser's push service. Whoever subscribes names the address that this service will send requests
/// to: with any address it could be made to reach into networks that only it can reach.
/// </summary>
/// <param name="hosts">Names of hosts; *.NAME for all below a name.</param>
/// <param name="testOrigins">Taken as they are, for tests: http, loopback.</param>
internal sealed class PushServices(IReadOnlyList<string> hosts, IReadOnlyList<Uri> testOrigins)
{
    private const string HostsKey = "Push:Services";
    private const string TestKey = "Push:TestServices";
    private const string TestName = "test";
    private const int LongestEndpoint = 1024;

    // RFC 1035, section 2.3.4, without the lengths of the labels: no resolver takes more.
    private const int LongestHost = 253;

    public static PushServices Read(Settings settings, Profile profile)
    {
        var hosts = settings.Text(
            HostsKey, "fcm.googleapis.com;updates.push.services.mozilla.com;*.push.apple.com;*.notify.windows.com",
            "Hosts of the push services that browsers may name; *.HOST for all below one; several, separated by semicolons.");
        var tests = settings.Text(TestKey, "", "Push services of tests, as http://127.0.0.1:PORT; Production takes none. Several, separated by semicolons.");
        if (tests.Length > 0 && profile == Profile.Production)
            settings.Fault(TestKey, "Production sends to push services on the internet only; remove it");
        return new PushServices(ReadHosts(settings, hosts), ReadOrigins(settings, tests));
    }

    /// <summary>The endpoint as an address, if it is one of a known push service: https, by a name, at the usual port.</summary>
    public PushEndpoint? Find(string endpoint)
    {
        if (endpoint.Length > LongestEndpoint || endpoint.AsSpan().ContainsAnyExceptInRange('!', '~')
            || !Uri.TryCreate(endpoint, UriKind.Absolute, out var url) || url.UserInfo.Length > 0 || url.Fragment.Length > 0)
            return null;
        var isPublic = url.Scheme == Uri.UriSchemeHttps && url.IsDefaultPort && url.HostNameType == UriHostNameType.Dns
            && url.IdnHost.Length <= LongestHost;
        var name = IsOfTests(url) ? TestName : isPublic ? NameOf(url.IdnHost) : null;
        return name is null ? null : new PushEndpoint(url, name);
    }

    /// <summary>What a push service's name stands for is on the internet.</summary>
    public bool MayReach(IPAddress address) => testOrigins.Count > 0 || PublicAddresses.Contains(address);

    private bool IsOfTests(Uri url)
    {
        foreach (var origin in testOrigins)
        {
            if (origin.Scheme == url.Scheme && origin.Authority == url.Authority)
                return true;
        }
        return false;
    }

    private string? NameOf(string host)
    {
        foreach (var known in hosts)
        {
            var isKnown = known[0] == '*'
                ? host.Length >= known.Length && host.EndsWith(known[1..], StringComparison.OrdinalIgnoreCase)
                : host.Equals(known, StringComparison.OrdinalIgnoreCase);
            if (isKnown)
                return known;
        }
        return null;
    }

    private static List<string> ReadHosts(Settings settings, string text)
    {
        var hosts = new List<string>();
        foreach (var host in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var name = host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
            if (Uri.CheckHostName(name) == UriHostNameType.Dns && name.Contains('.', StringComparison.Ordinal))
                hosts.Add(host);
            else
                settings.Fault(HostsKey, $"\"{host}\" is not the name of a host; write HOST.DOMAIN or *.HOST.DOMAIN");
        }
        return hosts;
    }

    private static List<Uri> ReadOrigins(Settings settings, string text)
    {
        var origins = new List<Uri>();
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Uri.TryCreate(part, UriKind.Absolute, out var origin) && origin.Scheme is "http" or "https" && origin.PathAndQuery == "/")
                origins.Add(origin);
            else
                settings.Fault(TestKey, $"\"{part}\" is not the address of a server; write http://127.0.0.1:PORT");
        }
        return origins;
    }
}
