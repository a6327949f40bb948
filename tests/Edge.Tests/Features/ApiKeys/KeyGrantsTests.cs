using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Edge.Shared.Contracts;

namespace Edge.Tests.Features.ApiKeys;

/// <summary>A key that manages keys gives nothing that it lacks: not to others, and not to itself.</summary>
public class KeyGrantsTests
{
    private const string Here = "127.0.0.0/8";

    [Theory]
    [InlineData("expires_at", """{"expires_at":null}""")]
    [InlineData("expires_at", """{"expires_at":"2030-01-01T00:00:00Z"}""")]
    [InlineData("addresses", """{"addresses":null}""")]
    [InlineData("addresses", """{"addresses":["127.0.0.0/8","203.0.113.0/24"]}""")]
    [InlineData("addresses", """{"addresses":["126.0.0.0/7"]}""")]
    [InlineData("requests_per_minute", """{"requests_per_minute":null,"burst":null}""")]
    [InlineData("requests_per_minute", """{"requests_per_minute":601}""")]
    [InlineData("burst", """{"burst":601}""")]
    [InlineData("monthly_quota", """{"monthly_quota":null}""")]
    [InlineData("monthly_quota", """{"monthly_quota":100001}""")]
    public async Task A_bound_key_loosens_neither_itself_nor_a_new_key(string field, string looser)
    {
        await using var scene = await KeyScene.Start();
        var bound = await Bound(scene);
        using var program = Program(scene, bound);
        var body = With(bound.ApiKey.ExpiresAt!.Value, looser);

        using var changed = await Put(program, bound.ApiKey.Id, body);
        using var issued = await program.PostAsync(KeyScene.Path, KeyScene.Json($$"""{"role":"admin",{{body[1..]}}"""));

        foreach (var answer in new[] { changed, issued })
        {
            var problem = await Answered.Problem(answer, HttpStatusCode.Forbidden, "beyond-own-bounds");
            Assert.Contains($" {field} ", problem.Detail);
        }
        Assert.Equal(1, (await scene.Get(bound.ApiKey.Id)).Version);
    }

    [Fact]
    public async Task A_bound_key_tightens_itself_and_issues_keys_within_its_bounds()
    {
        await using var scene = await KeyScene.Start();
        var bound = await Bound(scene);
        using var program = Program(scene, bound);
        var tighter = With(
            bound.ApiKey.ExpiresAt!.Value, """{"addresses":["127.0.0.1","127.0.0.2"],"requests_per_minute":500,"burst":10,"monthly_quota":10}""");

        using var issued = await program.PostAsync(KeyScene.Path, KeyScene.Json($$"""{"role":"admin",{{tighter[1..]}}"""));
        using var changed = await Put(program, bound.ApiKey.Id, tighter);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (issued.StatusCode, changed.StatusCode));
        using var back = await Put(program, bound.ApiKey.Id, With(bound.ApiKey.ExpiresAt!.Value, "{}"));
        await Answered.Problem(back, HttpStatusCode.Forbidden, "beyond-own-bounds");
    }

    [Fact]
    public async Task A_bound_key_gets_no_secret_of_a_looser_one_and_does_not_change_it()
    {
        await using var scene = await KeyScene.Start();
        var bound = await Bound(scene);
        var looser = await scene.Issue(new CreateApiKeyRequest("looser", Role.Viewer));
        using var program = Program(scene, bound);

        using var rotated = await program.PostAsync($"{KeyScene.Path}/{looser.ApiKey.Id}/rotate", null);
        using var changed = await Put(program, looser.ApiKey.Id, With(bound.ApiKey.ExpiresAt!.Value, "{}"));
        using var revoked = await program.DeleteAsync($"{KeyScene.Path}/{looser.ApiKey.Id}");

        await Answered.Problem(rotated, HttpStatusCode.Forbidden, "beyond-own-bounds");
        await Answered.Problem(changed, HttpStatusCode.Forbidden, "beyond-own-bounds");
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
    }

    [Fact]
    public async Task A_key_that_rotates_itself_lasts_as_long_as_before_and_no_longer()
    {
        await using var scene = await KeyScene.Start();
        var bound = await Bound(scene);
        var end = bound.ApiKey.ExpiresAt!.Value;
        using var program = Program(scene, bound);
        scene.Server.Time.Advance(TimeSpan.FromHours(1));

        using var longer = await program.PostAsync(
            $"{KeyScene.Path}/{bound.ApiKey.Id}/rotate", KeyScene.Json($$"""{"expires_at":"{{end.AddSeconds(1):O}}"}"""));
        using var plain = await program.PostAsync($"{KeyScene.Path}/{bound.ApiKey.Id}/rotate", null);

        await Answered.Problem(longer, HttpStatusCode.Forbidden, "beyond-own-bounds");
        Assert.Equal(end, (await plain.Content.ReadFromJsonAsync(WireJson.Reading.IssuedApiKey))!.ApiKey.ExpiresAt);
        Assert.True((await scene.Rotated(bound.ApiKey.Id)).ApiKey.ExpiresAt > end);
    }

    [Fact]
    public async Task A_key_that_has_to_sign_issues_none_that_need_not()
    {
        await using var scene = await KeyScene.Start();
        using var signer = await Pipeline.Signatures.SignedCaller.Create(scene.Server, required: true);

        using var free = await signer.Send(Pipeline.Signatures.SignedCaller.Post(KeyScene.Path, """{"name":"free","role":"viewer"}"""));
        using var optional = await signer.Send(Pipeline.Signatures.SignedCaller.Post(
            KeyScene.Path, """{"name":"may","role":"viewer","signing":{"algorithm":"hmac_sha256"}}"""));
        using var bound = await signer.Send(Pipeline.Signatures.SignedCaller.Post(
            KeyScene.Path, """{"name":"must","role":"viewer","signing":{"algorithm":"hmac_sha256","required":true}}"""));

        await Answered.Problem(free, HttpStatusCode.Forbidden, "beyond-own-bounds");
        await Answered.Problem(optional, HttpStatusCode.Forbidden, "beyond-own-bounds");
        Assert.Equal(HttpStatusCode.Created, bound.StatusCode);
    }

    private static Task<IssuedApiKey> Bound(KeyScene scene) => scene.Issue(new CreateApiKeyRequest(
        "bound", Role.Admin, scene.Server.Time.GetUtcNow().AddDays(30), Addresses: [Here], RequestsPerMinute: 600, Burst: 600, MonthlyQuota: 100_000));

    private static HttpClient Program(KeyScene scene, IssuedApiKey key)
    {
        var program = scene.Server.NewClient();
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Secret);
        return program;
    }

    private static async Task<HttpResponseMessage> Put(HttpClient program, Guid id, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{KeyScene.Path}/{id}") { Content = KeyScene.Json(body) };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        return await program.SendAsync(request);
    }

    /// <summary>The bounds of the key, but for those that are said.</summary>
    private static string With(DateTimeOffset expiresAt, string other)
    {
        var body = new Dictionary<string, object?>
        {
            ["name"] = "bound",
            ["expires_at"] = expiresAt.ToString("O", CultureInfo.InvariantCulture),
            ["addresses"] = new[] { Here },
            ["requests_per_minute"] = 600,
            ["burst"] = 600,
            ["monthly_quota"] = 100_000,
        };
        foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(other)!)
            body[name] = value;
        return JsonSerializer.Serialize(body);
    }
}
