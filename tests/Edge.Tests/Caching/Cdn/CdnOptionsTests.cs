using Edge.Caching.Cdn;
using Edge.Hosting.Configuration;
using Edge.Hosting.Http;

namespace Edge.Tests.Caching.Cdn;

public class CdnOptionsTests
{
    private const string Endpoint = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Cdn/profiles/p/afdEndpoints/e";

    [Fact]
    public void Nothing_is_in_front_unless_it_is_configured() => Assert.Empty(Names());

    [Fact]
    public void Several_caches_are_purged_side_by_side() => Assert.Equal(
        ["varnish", "cloudflare", "cloudfront", "fastly", "azure"],
        Names(
            ("Caching:Varnish", "http://one:6081; https://two"), ("Caching:VarnishSecret", "s"),
            ("Caching:CloudflareZone", "z"), ("Caching:CloudflareToken", "t"),
            ("Caching:CloudFrontDistribution", "E"), ("Caching:CloudFrontAccessKey", "A"), ("Caching:CloudFrontSecretKey", "s+/="),
            ("Caching:FastlyService", "f"), ("Caching:FastlyToken", "t"),
            ("Caching:AzureFrontDoor", Endpoint), ("Caching:AzureTenant", "t"), ("Caching:AzureClient", "c"), ("Caching:AzureSecret", "s~")));

    [Theory]
    [InlineData("EDGE_CACHING__VARNISHSECRET", "Caching:Varnish", "http://one:6081")]
    [InlineData("EDGE_CACHING__VARNISH", "Caching:Varnish", "one:6081", "Caching:VarnishSecret", "s")]
    [InlineData("EDGE_CACHING__VARNISH", "Caching:Varnish", "http://one/path", "Caching:VarnishSecret", "s")]
    [InlineData("EDGE_CACHING__VARNISH", "Caching:Varnish", "http://me:pass@one", "Caching:VarnishSecret", "s")]
    [InlineData("EDGE_CACHING__VARNISHSECRET", "Caching:Varnish", "http://one", "Caching:VarnishSecret", "two\r\nX-Injected: lines")]
    [InlineData("EDGE_CACHING__CLOUDFLARETOKEN", "Caching:CloudflareZone", "z")]
    [InlineData("EDGE_CACHING__CLOUDFLAREZONE", "Caching:CloudflareZone", "../accounts", "Caching:CloudflareToken", "t")]
    [InlineData("EDGE_CACHING__CLOUDFRONTACCESSKEY", "Caching:CloudFrontDistribution", "E", "Caching:CloudFrontSecretKey", "s")]
    [InlineData("EDGE_CACHING__FASTLYTOKEN", "Caching:FastlyService", "f", "Caching:FastlyToken", "ümlaut")]
    [InlineData("EDGE_CACHING__AZUREFRONTDOOR", "Caching:AzureFrontDoor", "endpoint", "Caching:AzureSecret", "s", "Caching:AzureTenant", "t", "Caching:AzureClient", "c")]
    [InlineData("EDGE_CACHING__AZUREFRONTDOOR", "Caching:AzureFrontDoor", Endpoint, "Caching:AzureSecret", "s", "Caching:AzureClient", "c")]
    public void What_is_wrong_or_missing_is_named_without_its_secret(string variable, params string[] settings)
    {
        var pairs = settings.Chunk(2).Select(pair => (pair[0], pair[1])).ToArray();
        var read = EdgeServer.SettingsOf(pairs);
        CdnOptions.Read(read);

        var fault = Assert.Throws<ConfigurationFaultException>(read.Verify).Faults.First(line => line.StartsWith("EDGE_CACHING", StringComparison.Ordinal));

        Assert.StartsWith(variable + ":", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("pass", fault.Replace("http://me:pass@one", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("Injected", fault, StringComparison.Ordinal);
    }

    private static string[] Names(params (string, string)[] settings)
    {
        var options = CdnOptions.Read(EdgeServer.SettingsOf(settings));
        return [.. options.Make(new HttpSender(new FakeTime())).Select(cdn => cdn.Name)];
    }
}
