using System.Net;
using System.Net.Http.Json;
using System.Text;
using Edge.Shared.Contracts;
using Edge.Storage.Facts;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.ApiKeys;

public class ApiKeysTests
{
    private const string Path = "/api/v1/api-keys";

    [Fact]
    public async Task Issuing_returns_201_and_the_secret_which_is_never_shown_again()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);

        using var answer = await Issue(admin, new CreateApiKeyRequest("  Warehouse 7  ", Role.Operator));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        var issued = (await answer.Content.ReadFromJsonAsync(WireJson.Reading.IssuedApiKey))!;
        Assert.Equal($"{Path}/{issued.ApiKey.Id}", answer.Headers.Location!.ToString());
        Assert.Equal(("Warehouse 7", Role.Operator, issued.Secret[..13]), (issued.ApiKey.Name, issued.ApiKey.Role, issued.ApiKey.Hint));
        Assert.Equal(server.Time.GetUtcNow(), issued.ApiKey.CreatedAt);
        var list = await admin.GetStringAsync(Path);
        Assert.Contains(issued.ApiKey.Id.ToString(), list);
        Assert.DoesNotContain(issued.Secret, list);
    }

    [Fact]
    [Trait(TestDatabase.Engine, TestDatabase.Sqlite)]
    public async Task The_secret_is_not_at_rest()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);
        using var answer = await Issue(admin, new CreateApiKeyRequest("Findable", Role.Driver));
        var secret = (await answer.Content.ReadFromJsonAsync(WireJson.Reading.IssuedApiKey))!.Secret;

        var files = Directory.GetFiles(server.DataFolder).Select(Read).ToList();

        Assert.Contains(files, text => text.Contains("Findable"));
        Assert.DoesNotContain(files, text => text.Contains(secret[9..41]));
    }

    [Theory]
    [InlineData("""{"name":"","role":"driver"}""", "name")]
    [InlineData("""{"name":"   ","role":"driver"}""", "name")]
    [InlineData("""{"name":"a\u0007b","role":"driver"}""", "name")]
    [InlineData("""{"name":"a","role":"driver","expires_at":"2026-03-02T12:00:00Z"}""", "expires_at")]
    [InlineData("""{"name":"a","role":"driver","expires_at":"0001-01-01T00:00:00Z"}""", "expires_at")]
    public async Task Issuing_returns_422_and_names_the_field(string body, string field)
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);

        using var answer = await admin.PostAsync(Path, new StringContent(body, null, "application/json"));

        var problem = await Answered.Problem(answer, HttpStatusCode.UnprocessableEntity, "validation-failed");
        Assert.Equal([field], problem.Errors!.Keys);
    }

    [Fact]
    public async Task Issuing_returns_422_for_a_name_of_101_characters()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);

        using var longest = await Issue(admin, new CreateApiKeyRequest(new string('n', 100), Role.Driver));
        using var tooLong = await Issue(admin, new CreateApiKeyRequest(new string('n', 101), Role.Driver));

        Assert.Equal(HttpStatusCode.Created, longest.StatusCode);
        await Answered.Problem(tooLong, HttpStatusCode.UnprocessableEntity, "validation-failed");
    }

    [Theory]
    [InlineData("""{"name":"a"}""")]
    [InlineData("""{"role":"driver"}""")]
    [InlineData("""{"name":null,"role":"driver"}""")]
    [InlineData("""{"name":"a","role":"emperor"}""")]
    [InlineData("""{"name":"a","role":2}""")]
    [InlineData("""{"name":"a","role":"driver","hash":"00"}""")]
    [InlineData("""{"name":"a","role":"driver","expires_at":"soon"}""")]
    [InlineData("""[]""")]
    [InlineData("nothing")]
    public async Task Issuing_returns_400_for_what_is_not_such_a_request(string body)
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);

        using var answer = await admin.PostAsync(Path, new StringContent(body, null, "application/json"));

        await Answered.Problem(answer, HttpStatusCode.BadRequest, "invalid-json");
    }

    [Fact]
    public async Task Listing_shows_the_newest_first_and_the_revoked_too()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);
        var old = await Issued(admin, "old");
        server.Time.Advance(TimeSpan.FromSeconds(1));
        await Issued(admin, "new");
        (await admin.DeleteAsync($"{Path}/{old.ApiKey.Id}")).Dispose();

        var list = await admin.GetFromJsonAsync(Path, WireJson.Reading.ApiKeyList);

        Assert.Equal([("new", false), ("old", true)], list!.Items.Select(key => (key.Name, key.RevokedAt is not null)));
    }

    [Fact]
    public async Task Revoking_returns_204_and_counts_from_the_next_request_on()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);
        using var program = await server.ApiKey(Role.Admin);
        var list = await program.GetFromJsonAsync(Path, WireJson.Reading.ApiKeyList);

        using var revoked = await admin.DeleteAsync($"{Path}/{list!.Items.Single().Id}");

        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        using var refused = await program.GetAsync(Path);
        await Answered.Problem(refused, HttpStatusCode.Unauthorized, "api-key-invalid");
    }

    [Fact]
    public async Task Revoking_again_returns_204_and_is_told_once()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);
        var key = await Issued(admin, "short-lived");

        using var first = await admin.DeleteAsync($"{Path}/{key.ApiKey.Id}");
        var revokedAt = (await admin.GetFromJsonAsync(Path, WireJson.Reading.ApiKeyList))!.Items.Single().RevokedAt;
        server.Time.Advance(TimeSpan.FromHours(1));
        using var second = await admin.DeleteAsync($"{Path}/{key.ApiKey.Id}");

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (first.StatusCode, second.StatusCode));
        Assert.Equal(revokedAt, (await admin.GetFromJsonAsync(Path, WireJson.Reading.ApiKeyList))!.Items.Single().RevokedAt);
        var facts = await server.Facts();
        Assert.Equal(
            [("ApiKeyIssued", """{"role":"driver"}"""), ("ApiKeyRevoked", "{}")],
            facts.Where(fact => fact.Subject == key.ApiKey.Id.ToString()).Select(fact => (fact.Kind, fact.Payload)));
    }

    [Fact]
    public async Task Revoking_returns_404_for_an_unknown_key()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);

        using var answer = await admin.DeleteAsync($"{Path}/{Guid.NewGuid()}");

        await Answered.Problem(answer, HttpStatusCode.NotFound, "api-key-not-found");
    }

    [Fact]
    public async Task Revoking_returns_400_for_what_is_no_id()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);

        using var answer = await admin.DeleteAsync($"{Path}/seven");

        await Answered.Problem(answer, HttpStatusCode.BadRequest, "invalid-parameter");
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "")]
    [InlineData("DELETE", "/00000000-0000-0000-0000-000000000000")]
    public async Task Every_route_returns_401_to_the_anonymous_and_403_without_api_keys_manage(string method, string path)
    {
        await using var server = await EdgeServer.Start();
        using var operatorsProgram = await server.ApiKey(Role.Operator);
        using var driver = await server.SignedIn(Role.Driver);

        await Answered.Problem(await Ask(server.Http), HttpStatusCode.Unauthorized, "sign-in-needed");
        await Answered.Problem(await Ask(operatorsProgram), HttpStatusCode.Forbidden, "permission-missing");
        await Answered.Problem(await Ask(driver), HttpStatusCode.Forbidden, "permission-missing");

        Task<HttpResponseMessage> Ask(HttpClient client) => client.SendAsync(new HttpRequestMessage(new HttpMethod(method), Path + path)
        {
            Content = method == "POST" ? new StringContent("""{"name":"a","role":"driver"}""", null, "application/json") : null,
        });
    }

    private static string Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private static Task<HttpResponseMessage> Issue(HttpClient admin, CreateApiKeyRequest request) =>
        admin.PostAsJsonAsync(Path, request, WireJson.Default.CreateApiKeyRequest);

    private static async Task<IssuedApiKey> Issued(HttpClient admin, string name)
    {
        using var answer = await Issue(admin, new CreateApiKeyRequest(name, Role.Driver));
        return (await answer.Content.ReadFromJsonAsync(WireJson.Reading.IssuedApiKey))!;
    }
}
