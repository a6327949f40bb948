using System.Net;
using System.Net.Http.Json;
using System.Text;
using Edge.Features.SignIn.Links;
using Edge.Pipeline.Authentication;
using Edge.Shared.Contracts;
using Edge.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.SignIn;

public class CreateSessionTests
{
    [Fact]
    public async Task Returns_200_and_who_the_caller_is_now()
    {
        await using var server = await EdgeServer.Start();

        using var answer = await Open(server.Http, await Token(server));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var me = await answer.Content.ReadFromJsonAsync(WireJson.Reading.Me);
        Assert.Equal(("session", "Administrator", Role.Admin), (me!.Via, me.Name, me.Role));
        Assert.Contains("api-keys:manage", me.Permissions);
        Assert.Equal(server.Time.GetUtcNow().AddDays(7), me.ExpiresAt);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_other_sites_and_plain_http()
    {
        await using var server = await EdgeServer.Start();

        using var answer = await Open(server.Http, await Token(server));

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-edge=", cookie);
        var attributes = cookie.Split("; ")[1..].Order().ToArray();
        Assert.Equal(["httponly", "max-age=2592000", "path=/", "samesite=lax", "secure"], attributes.Select(a => a.ToLowerInvariant()));
    }

    [Fact]
    public async Task A_setting_gives_plain_http_a_cookie_of_another_name()
    {
        await using var server = await EdgeServer.Start(("Hosting:PlainCookies", "true"));

        using var answer = await Open(server.Http, await Token(server));

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("edge=", cookie);
        Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Returns_401_for_a_used_link()
    {
        await using var server = await EdgeServer.Start();
        var token = await Token(server);
        (await Open(server.Http, token)).Dispose();

        using var again = await Open(server.Http, token);

        await Answered.Problem(again, HttpStatusCode.Unauthorized, "sign-in-link-invalid");
        Assert.False(again.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Returns_401_for_a_link_older_than_15_minutes()
    {
        await using var server = await EdgeServer.Start();
        var token = await Token(server);
        var young = await Token(server);
        server.Time.Advance(TimeSpan.FromMinutes(15));

        using var answer = await Open(server.Http, token);

        await Answered.Problem(answer, HttpStatusCode.Unauthorized, "sign-in-link-invalid");
        server.Time.Advance(-TimeSpan.FromSeconds(1));
        using var inTime = await Open(server.Http, young);
        Assert.Equal(HttpStatusCode.OK, inTime.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("'; drop table sign_in_links; --AAAAAAAAAAAAA")]
    public async Task Returns_401_for_an_unknown_token(string token)
    {
        await using var server = await EdgeServer.Start();

        using var answer = await Open(server.Http, token);

        await Answered.Problem(answer, HttpStatusCode.Unauthorized, "sign-in-link-invalid");
        Assert.True(answer.Headers.WwwAuthenticate.Count == 1);
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("{\"token\":null}", HttpStatusCode.BadRequest)]
    [InlineData("{\"token\":7}", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    public async Task Returns_400_for_a_body_without_a_token(string body, HttpStatusCode status)
    {
        await using var server = await EdgeServer.Start();

        using var answer = await server.Http.PostAsync("/api/v1/session", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(status, answer.StatusCode);
    }

    /// <summary>Without a preflight, which is never granted, another site's page can send a form's media types only.</summary>
    [Fact]
    public async Task A_form_of_another_site_cannot_sign_in()
    {
        await using var server = await EdgeServer.Start();
        var token = await Token(server);
        var body = $$"""{"token":"{{token}}"}""";

        using var answer = await server.Http.PostAsync("/api/v1/session", new StringContent(body, Encoding.UTF8, "text/plain"));

        Assert.False(answer.IsSuccessStatusCode);
        using var stillUnused = await Open(server.Http, token);
        Assert.Equal(HttpStatusCode.OK, stillUnused.StatusCode);
    }

    [Fact]
    public async Task Exactly_one_of_many_at_once_gets_in_by_one_link()
    {
        await using var server = await EdgeServer.Start(("RateLimiting:SignIn", "0"));
        var token = await Token(server);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Open(server.Http, token)));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(19, answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized));
        Assert.Equal(1, await Count(server, "sessions"));
    }

    [Fact]
    public async Task An_id_that_the_browser_brings_never_becomes_a_session()
    {
        await using var server = await EdgeServer.Start();
        var planted = OpaqueToken.Create();
        server.Http.DefaultRequestHeaders.Add("Cookie", $"__Host-edge={planted}");

        using var answer = await Open(server.Http, await Token(server));

        Assert.DoesNotContain(planted, answer.Headers.GetValues("Set-Cookie").Single());
        var me = await server.Http.GetFromJsonAsync("/api/v1/session", WireJson.Reading.Me);
        Assert.Equal("anonymous", me!.Via);
    }

    [Fact]
    public async Task Ends_the_session_the_browser_had_before()
    {
        await using var server = await EdgeServer.Start();
        using var browser = await server.SignedIn(Role.Driver);

        using var answer = await Open(browser, await Token(server));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var me = await browser.GetFromJsonAsync("/api/v1/session", WireJson.Reading.Me);
        Assert.Equal("anonymous", me!.Via);
        Assert.Equal(1, await Count(server, "sessions"));
    }

    [Fact]
    [Trait(TestDatabase.Engine, TestDatabase.Sqlite)]
    public async Task Neither_token_nor_session_id_is_at_rest_in_clear()
    {
        await using var server = await EdgeServer.Start();
        var token = await Token(server);
        using var answer = await Open(server.Http, token);
        var id = answer.Headers.GetValues("Set-Cookie").Single().Split('=', ';')[1];

        var files = Directory.GetFiles(server.DataFolder).Select(Read).ToList();

        Assert.Contains(files, text => text.Contains("Administrator"));
        Assert.DoesNotContain(files, text => text.Contains(token) || text.Contains(id));
    }

    private static string Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private static async Task<string> Token(EdgeServer server) =>
        (await server.Services.GetRequiredService<SignInLinks>().Issue(Role.Admin)).Fragment["#token=".Length..];

    private static Task<HttpResponseMessage> Open(HttpClient client, string token) =>
        client.PostAsJsonAsync("/api/v1/session", new SignInRequest(token), WireJson.Default.SignInRequest);

    private static async Task<long?> Count(EdgeServer server, string table)
    {
        var database = server.Services.GetRequiredService<Database>();
        return table == "sessions" ? await database.Read(session => session.Number($"select count(*) from sessions")) : null;
    }
}
