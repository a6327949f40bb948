using System.Net;
using System.Net.Http.Json;
using Edge.Pipeline.Authentication;
using Edge.Shared.Contracts;

namespace Edge.Tests.Features.SignIn;

public class GetSessionTests
{
    [Fact]
    public async Task Returns_200_to_the_anonymous_too()
    {
        await using var server = await EdgeServer.Start();

        using var answer = await server.Http.GetAsync("/api/v1/session");

        Assert.Equal("""{"via":"anonymous","permissions":[]}""", await answer.Content.ReadAsStringAsync());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData("/api/v1/session")]
    [InlineData("/api/v1/api-keys")]
    [InlineData("/api/v1/carriers")]
    [InlineData("/api/v1/carriers/detect?number=1Z5R89390357567127")]
    [InlineData("/api/v1/shipments")]
    public async Task HEAD_says_what_GET_would_without_the_body(string path)
    {
        await using var server = await EdgeServer.Start(("RateLimiting:Reads", "100"));
        using var admin = await server.SignedIn(Role.Admin);

        using var get = await admin.GetAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using var head = await admin.SendAsync(request);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (get.StatusCode, head.StatusCode));
        Assert.Equal("", await head.Content.ReadAsStringAsync());
        Assert.Equal((get.Content.Headers.ContentType, get.Headers.ETag), (head.Content.Headers.ContentType, head.Headers.ETag));
        Assert.True(head.Headers.Contains("RateLimit"));
    }

    [Theory]
    [InlineData(Role.Admin, "Administrator", "cache:manage")]
    [InlineData(Role.Operator, "Operator", "shipments:write")]
    [InlineData(Role.Driver, "Driver", "events:write")]
    public async Task Names_the_user_and_what_the_role_may(Role role, string name, string permission)
    {
        await using var server = await EdgeServer.Start();
        using var browser = await server.SignedIn(role);

        var me = await browser.GetFromJsonAsync("/api/v1/session", WireJson.Reading.Me);

        Assert.Equal(("session", name, role), (me!.Via, me.Name, me.Role));
        Assert.Equal(permission, me.Permissions[^1] == "imports:write" ? me.Permissions[^2] : me.Permissions[^1]);
    }

    [Fact]
    public async Task Takes_the_cookie_of_an_ended_session_back()
    {
        await using var server = await EdgeServer.Start();
        using var browser = server.NewClient();
        browser.DefaultRequestHeaders.Add("Cookie", $"__Host-edge={OpaqueToken.Create()}");

        using var answer = await browser.GetAsync("/api/v1/session");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-edge=; max-age=0; path=/; secure;", cookie);
    }
}
