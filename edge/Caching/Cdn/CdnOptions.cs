using Edge.Hosting.Configuration;
using Edge.Hosting.Http;

namespace Edge.Caching.Cdn;

/// <summary>Which caches are in front. Each is there when its first setting is, and complete when its others are.</summary>
/// <param name="Makers">Makes them, nearest to the service first.</param>
/// <param name="PurgeAgainAfter">0 for never.</param>
internal sealed record CdnOptions(IReadOnlyList<Func<HttpSender, ICdn>> Makers, TimeSpan PurgeAgainAfter)
{
    private const string VarnishKey = "Caching:Varnish";
    private const string AzureKey = "Caching:AzureFrontDoor";

    public static CdnOptions Read(Settings settings)
    {
        List<Func<HttpSender, ICdn>?> makers =
            [ReadVarnish(settings), ReadCloudflare(settings), ReadCloudFront(settings), ReadFastly(settings), ReadAzure(settings)];
        var again = settings.Duration(
            "Caching:PurgeAgainAfter", "6s", "0s", "1h",
            "When a purge is repeated, for caches that fetched an older answer meanwhile; longer than Storage:ReplicaLag and Caching:Staleness.");
        return new CdnOptions([.. makers.OfType<Func<HttpSender, ICdn>>()], again);
    }

    public ICdn[] Make(HttpSender http) => [.. Makers.Select(make => make(http))];

    private static Func<HttpSender, ICdn>? ReadVarnish(Settings settings)
    {
        var text = settings.Text(VarnishKey, "", "Varnish servers in front, as this node reaches them: http://HOST:PORT; several, separated by semicolons.");
        var secret = ReadSecret(settings, "Caching:VarnishSecret", text, "What deploy/varnish/edge.vcl asks of those who purge.");
        var servers = new List<Uri>();
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Uri.TryCreate(part, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.PathAndQuery == "/" && url.UserInfo.Length == 0)
                servers.Add(url);
            else
                settings.Fault(VarnishKey, $"\"{part}\" is not the address of a Varnish; write http://HOST:PORT");
        }
        return servers.Count == 0 ? null : http => new Varnish(servers, secret, http);
    }

    private static Func<HttpSender, ICdn>? ReadCloudflare(Settings settings)
    {
        var zone = ReadName(settings, "Caching:CloudflareZone", "Id of the zone at Cloudflare that is in front.");
        var token = ReadSecret(settings, "Caching:CloudflareToken", zone, "API token of Cloudflare with the permission Cache Purge for that zone.");
        return zone.Length == 0 ? null : http => new Cloudflare(zone, token, http, Cloudflare.Api);
    }

    private static Func<HttpSender, ICdn>? ReadCloudFront(Settings settings)
    {
        const string keyKey = "Caching:CloudFrontAccessKey";
        var distribution = ReadName(settings, "Caching:CloudFrontDistribution", "Id of the distribution of Amazon CloudFront that is in front.");
        var accessKey = ReadName(settings, keyKey, "Id of an AWS access key that may do cloudfront:CreateInvalidation.");
        var secretKey = ReadSecret(settings, "Caching:CloudFrontSecretKey", distribution, "The secret of that access key.");
        if (distribution.Length == 0)
            return null;
        if (accessKey.Length == 0)
            settings.Fault(keyKey, "CloudFront is configured without it; set it too");
        return http => new CloudFront(distribution, new SigV4(accessKey, secretKey, "us-east-1", "cloudfront"), http, CloudFront.Api);
    }

    private static Func<HttpSender, ICdn>? ReadFastly(Settings settings)
    {
        var service = ReadName(settings, "Caching:FastlyService", "Id of the service at Fastly that is in front.");
        var token = ReadSecret(settings, "Caching:FastlyToken", service, "API token of Fastly with the scope purge_select.");
        return service.Length == 0 ? null : http => new Fastly(service, token, http, Fastly.Api);
    }

    private static Func<HttpSender, ICdn>? ReadAzure(Settings settings)
    {
        var endpoint = settings.Text(
            AzureKey, "", "Resource id of the endpoint of Azure Front Door that is in front: /subscriptions/ID/…/afdEndpoints/NAME.");
        var domains = settings.Text("Caching:AzureDomains", "", "Domains of that endpoint that are purged; several, separated by semicolons.");
        var tenant = ReadName(settings, "Caching:AzureTenant", "Id of the tenant of Entra ID that the application below is in.");
        var client = ReadName(settings, "Caching:AzureClient", "Id of an application that may purge that endpoint.");
        var password = ReadSecret(settings, "Caching:AzureSecret", endpoint, "A client secret of that application.");
        if (endpoint.Length == 0)
            return null;
        if (!endpoint.StartsWith("/subscriptions/", StringComparison.Ordinal) || !endpoint.Contains("/afdEndpoints/", StringComparison.Ordinal))
            settings.Fault(AzureKey, $"\"{endpoint}\" is not the id of an endpoint; copy it from its JSON view in the portal");
        if (tenant.Length == 0 || client.Length == 0)
            settings.Fault(AzureKey, "it needs a tenant and a client too; set EDGE_CACHING__AZURETENANT and EDGE_CACHING__AZURECLIENT");
        var names = domains.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var identity = new AzureIdentity(endpoint.TrimEnd('/'), names, tenant, client, password);
        return http => new AzureFrontDoor(identity, http, AzureFrontDoor.Logins, AzureFrontDoor.Api);
    }

    // It becomes a part of an address.
    private static string ReadName(Settings settings, string key, string help)
    {
        var name = settings.Text(key, "", help);
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterOrDigit(letter) || letter == '-')
                continue;
            settings.Fault(key, $"\"{name}\" is not an id; it has letters, digits and dashes only");
            break;
        }
        return name;
    }

    private static Secret ReadSecret(Settings settings, string key, string owner, string help)
    {
        var secret = settings.Secret(key, help);
        if (secret.IsEmpty && owner.Length > 0)
            settings.Fault(key, "what it belongs to is configured without it; set it too, or name a file with _FILE");
        if (secret.Reveal().AsSpan().ContainsAnyExceptInRange('!', '~'))
            settings.Fault(key, "it has blanks, line ends or letters beyond ASCII; correct it");
        return secret;
    }
}
