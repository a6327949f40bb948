using System.Text;
using System.Text.Json;
using Edge.Caching.HttpCaching;
using Edge.Hosting.Configuration;
using Edge.Hosting.Http;

namespace Edge.Caching.Cdn;

/// <param name="Endpoint">/subscriptions/…/afdEndpoints/NAME, as Azure writes the id of a resource.</param>
/// <param name="Domains">Whose answers are dropped; empty for the endpoint's own domain.</param>
internal sealed record AzureIdentity(string Endpoint, string[] Domains, string Tenant, string Client, Secret Password);

/// <summary>
/// Purges by path through https://learn.microsoft.com/rest/api/frontdoorservice/azurefrontdoorstandardpremium/afd-endpoints/purge-content,
/// as an application of Entra ID (RFC 6749, section 4.4). Azure knows no tags: what has no path any more, as a removed parcel's page, lives
/// out its time.
/// </summary>
internal sealed class AzureFrontDoor(AzureIdentity identity, HttpSender http, Uri logins, Uri api) : ICdn
{
    public static readonly Uri Logins = new("https://login.microsoftonline.com");
    public static readonly Uri Api = new("https://management.azure.com");

    private const string Version = "2024-02-01";
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private string token = "";
    private DateTimeOffset tokenUntil;

    public string Name => "azure";

    public TagHeader? Tags => null;

    public int LargestPurge => 50;

    // A purge takes minutes there, and the next one waits for it.
    public TimeSpan Pace => TimeSpan.FromSeconds(30);

    public async Task Purge(IReadOnlyList<string> targets, CancellationToken cancellation)
    {
        if (http.Now >= tokenUntil)
            await SignIn(cancellation);
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new AzurePurge([.. targets], identity.Domains.Length == 0 ? null : identity.Domains), CdnJson.Default.AzurePurge);
        HttpField[] fields = [new("Authorization", $"Bearer {token}"), new("Content-Type", "application/json")];
        var url = new Uri(api, $"{identity.Endpoint}/purge?api-version={Version}");
        var reply = await http.Send(new HttpCall("POST", url, fields, body), cancellation);
        if (reply.Status == 401)
            tokenUntil = default;
        if (!reply.IsSuccess)
            throw reply.Refusal(http.Now);
    }

    private async Task SignIn(CancellationToken cancellation)
    {
        var form = $"grant_type=client_credentials&client_id={Uri.EscapeDataString(identity.Client)}"
            + $"&client_secret={Uri.EscapeDataString(identity.Password.Reveal())}"
            + $"&scope={Uri.EscapeDataString("https://management.azure.com/.default")}";
        HttpField[] fields = [new("Content-Type", "application/x-www-form-urlencoded"), new("Accept", "application/json")];
        var url = new Uri(logins, $"/{identity.Tenant}/oauth2/v2.0/token");
        var reply = await http.Send(new HttpCall("POST", url, fields, Encoding.ASCII.GetBytes(form)), cancellation);
        if (!reply.IsSuccess)
            throw new HttpFailedException($"Entra ID answered {reply.Status}: check tenant, client and secret", reply.RetryAfter(http.Now));
        var granted = CdnJson.Read(reply, CdnJson.Default.AzureToken);
        token = granted.AccessToken;
        tokenUntil = http.Now + TimeSpan.FromSeconds(granted.ExpiresIn) - Margin;
    }
}
