using System.Net;
using System.Net.Http.Json;
using Edge.Hosting;
using Edge.Pipeline.Authentication;
using Edge.Shared.Contracts;

namespace Edge.Tests.Pipeline.Authentication;

public class ApiKeyTests
{
    [Fact]
    public async Task A_key_acts_in_its_role()
    {
        await using var server = await EdgeServer.Start();
        using var program = await server.ApiKey(Role.Operator);

        var me = await program.GetFromJsonAsync("/api/v1/session", WireJson.Reading.Me);

        Assert.Equal(("api_key", "test", Role.Operator), (me!.Via, me.Name, me.Role));
        using var forbidden = await program.GetAsync("/api/v1/api-keys");
        await Answered.Problem(forbidden, HttpStatusCode.Forbidden, "permission-missing");
    }

    [Fact]
    public async Task Returns_401_for_an_unknown_key()
    {
        await using var server = await EdgeServer.Start();

        using var answer = await Get(server, $"Bearer {ApiKeyToken.Create(Profile.Development)}");

        await Answered.Problem(answer, HttpStatusCode.Unauthorized, "api-key-invalid");
        Assert.Equal("Bearer error=\"invalid_token\"", answer.Headers.WwwAuthenticate.Single().ToString());
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("bearer ")]
    [InlineData("Bearer edge_")]
    [InlineData("Bearer something-else")]
    [InlineData("Bearer edge_00000000000000000000000000000000_000000 extra")]
    public async Task Returns_401_for_a_malformed_key_even_where_anyone_may_call(string authorization)
    {
        await using var server = await EdgeServer.Start();

        using var answer = await Get(server, authorization);

        await Answered.Problem(answer, HttpStatusCode.Unauthorized, "api-key-invalid");
    }

    [Fact]
    public async Task Returns_401_for_an_expired_key()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);
        var request = new CreateApiKeyRequest("short", Role.Driver, server.Time.GetUtcNow().AddHours(1));
        using var created = await admin.PostAsJsonAsync("/api/v1/api-keys", request, WireJson.Default.CreateApiKeyRequest);
        var secret = (await created.Content.ReadFromJsonAsync(WireJson.Reading.IssuedApiKey))!.Secret;
        using var inTime = await Get(server, $"Bearer {secret}");
        Assert.Equal(HttpStatusCode.OK, inTime.StatusCode);

        server.Time.Advance(TimeSpan.FromHours(1));

        using var tooLate = await Get(server, $"Bearer {secret}");
        await Answered.Problem(tooLate, HttpStatusCode.Unauthorized, "api-key-invalid");
    }

    [Theory]
    [InlineData("Basic ZWRnZTplZGdl")]
    [InlineData("Bearerish x")]
    public async Task Another_scheme_is_somebody_elses_business(string authorization)
    {
        await using var server = await EdgeServer.Start();

        using var answer = await Get(server, authorization);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_key_counts_before_a_cookie()
    {
        await using var server = await EdgeServer.Start();
        using var browser = await server.SignedIn(Role.Admin);
        using var program = await server.ApiKey(Role.Driver);
        program.DefaultRequestHeaders.Add("Cookie", browser.DefaultRequestHeaders.GetValues("Cookie"));

        var me = await program.GetFromJsonAsync("/api/v1/session", WireJson.Reading.Me);

        Assert.Equal("api_key", me!.Via);
    }

    private static async Task<HttpResponseMessage> Get(EdgeServer server, string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/session");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await server.Http.SendAsync(request);
    }
}
