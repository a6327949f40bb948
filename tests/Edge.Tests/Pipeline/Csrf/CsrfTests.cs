using System.Net;
using Edge.Shared.Contracts;

namespace Edge.Tests.Pipeline.Csrf;

public class CsrfTests
{
    [Theory]
    [InlineData("same-origin", null, true)]
    [InlineData("none", null, true)]
    [InlineData("same-site", null, false)]
    [InlineData("cross-site", null, false)]
    [InlineData("cross-site", "{own}", false)]
    [InlineData("", "{own}", false)]
    [InlineData(null, "{own}", false)]
    [InlineData(null, "https://parcels.example", true)]
    [InlineData(null, "http://parcels.example", false)]
    [InlineData(null, "https://parcels.example:8443", false)]
    [InlineData(null, "https://parcels.example.evil.example", false)]
    [InlineData(null, "https://evil.example", false)]
    [InlineData(null, "null", false)]
    [InlineData(null, "", false)]
    [InlineData(null, "garbage", false)]
    [InlineData(null, null, false)]
    public async Task A_change_by_cookie_needs_proof_of_its_origin(string? site, string? origin, bool taken)
    {
        await using var server = await EdgeServer.Start(("Hosting:PublicUrl", "https://parcels.example"));
        using var browser = await server.SignedIn(Role.Admin);
        browser.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        var own = browser.BaseAddress!.GetLeftPart(UriPartial.Authority);

        using var answer = await Send(browser, HttpMethod.Delete, $"/api/v1/api-keys/{Guid.Empty}", site, origin?.Replace("{own}", own));

        if (taken)
            await Answered.Problem(answer, HttpStatusCode.NotFound, "api-key-not-found");
        else
            await Answered.Problem(answer, HttpStatusCode.Forbidden, "cross-site-request");
    }

    [Fact]
    public async Task Without_a_public_address_the_site_is_the_one_that_was_asked()
    {
        await using var server = await EdgeServer.Start();
        using var browser = await server.SignedIn(Role.Admin);
        browser.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        var own = browser.BaseAddress!.GetLeftPart(UriPartial.Authority);

        using var answer = await Send(browser, HttpMethod.Delete, $"/api/v1/api-keys/{Guid.Empty}", null, own);

        await Answered.Problem(answer, HttpStatusCode.NotFound, "api-key-not-found");
    }

    [Fact]
    public async Task A_read_by_cookie_needs_none()
    {
        await using var server = await EdgeServer.Start();
        using var browser = await server.SignedIn(Role.Admin);
        browser.DefaultRequestHeaders.Remove("Sec-Fetch-Site");

        using var answer = await Send(browser, HttpMethod.Get, "/api/v1/api-keys", "cross-site", null);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_change_by_key_needs_none()
    {
        await using var server = await EdgeServer.Start();
        using var program = await server.ApiKey(Role.Admin);

        using var answer = await Send(program, HttpMethod.Delete, $"/api/v1/api-keys/{Guid.Empty}", null, null);

        await Answered.Problem(answer, HttpStatusCode.NotFound, "api-key-not-found");
    }

    [Fact]
    public async Task Nobody_signs_another_out_from_another_site()
    {
        await using var server = await EdgeServer.Start();
        using var browser = await server.SignedIn(Role.Admin);
        browser.DefaultRequestHeaders.Remove("Sec-Fetch-Site");

        using var answer = await Send(browser, HttpMethod.Delete, "/api/v1/session", "cross-site", null);

        await Answered.Problem(answer, HttpStatusCode.Forbidden, "cross-site-request");
        using var still = await browser.GetAsync("/api/v1/api-keys");
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    /// <summary>Behind a proxy that ends TLS the page's origin is https while the connection is http.</summary>
    [Fact]
    public async Task The_scheme_is_the_one_that_a_trusted_proxy_reports()
    {
        await using var server = await EdgeServer.Start(("Hosting:TrustedProxies", "127.0.0.1"));
        using var browser = await server.SignedIn(Role.Admin);
        browser.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.1");
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        var origin = $"https://{browser.BaseAddress!.Authority}";

        using var answer = await Send(browser, HttpMethod.Delete, $"/api/v1/api-keys/{Guid.Empty}", null, origin);

        await Answered.Problem(answer, HttpStatusCode.NotFound, "api-key-not-found");
    }

    private static async Task<HttpResponseMessage> Send(HttpClient client, HttpMethod method, string path, string? site, string? origin)
    {
        using var request = new HttpRequestMessage(method, path);
        if (site is not null)
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", site);
        if (origin is not null)
            request.Headers.TryAddWithoutValidation("Origin", origin);
        return await client.SendAsync(request);
    }
}
