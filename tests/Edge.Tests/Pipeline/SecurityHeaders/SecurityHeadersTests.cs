namespace Edge.Tests.Pipeline.SecurityHeaders;

public class SecurityHeadersTests
{
    [Theory]
    [InlineData("/api/v1/session")]
    [InlineData("/api/v1/api-keys")]
    [InlineData("/nothing/here")]
    public async Task Every_answer_has_them_refusals_too(string path)
    {
        await using var server = await EdgeServer.Start();

        using var answer = await server.Http.GetAsync(path);

        Assert.Equal(
            "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob:; worker-src 'self'; "
            + "manifest-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            Header("Content-Security-Policy"));
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("same-origin", Header("Referrer-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Resource-Policy"));
        Assert.StartsWith("camera=(self), geolocation=(self), ", Header("Permissions-Policy"));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));

        string Header(string name) => answer.Headers.GetValues(name).Single();
    }

    [Fact]
    public async Task Https_alone_is_told_to_stay_so()
    {
        await using var server = await EdgeServer.Start(("Hosting:TrustedProxies", "127.0.0.1"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/session");
        request.Headers.Add("X-Forwarded-For", "198.51.100.1");
        request.Headers.Add("X-Forwarded-Proto", "https");

        using var answer = await server.Http.SendAsync(request);

        Assert.Equal("max-age=31536000", answer.Headers.GetValues("Strict-Transport-Security").Single());
    }

    [Fact]
    public async Task A_public_address_of_https_tells_it_behind_any_proxy()
    {
        await using var server = await EdgeServer.Start(("Hosting:PublicUrl", "https://parcels.example"));

        using var answer = await server.Http.GetAsync("/api/v1/session");

        Assert.Equal("max-age=31536000", answer.Headers.GetValues("Strict-Transport-Security").Single());
    }
}
