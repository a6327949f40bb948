using System.Net;
using System.Net.Http.Json;
using Edge.Hosting;
using Edge.Pipeline.Authentication;
using Edge.Shared.Contracts;
using Edge.Tests.Pipeline.Signatures;

namespace Edge.Tests.Features.ApiKeys;

/// <summary>Scopes, addresses, limits, environments, and how they are changed.</summary>
public class RestrictedApiKeyTests
{
    [Fact]
    public async Task A_key_does_what_it_has_scopes_for_and_no_more_of_its_role()
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("reader", Role.Operator, Scopes: ["shipments:read"]));

        using var answer = await scene.Ask(key.Secret);
        var me = await answer.Content.ReadFromJsonAsync(WireJson.Reading.Me);
        using var program = scene.Server.NewClient();
        program.DefaultRequestHeaders.Authorization = new("Bearer", key.Secret);
        using var write = await program.PostAsync(KeyScene.Shipments, KeyScene.Json("""{"number":"1Z999AA10123456784"}"""));

        Assert.Equal(["shipments:read"], me!.Permissions);
        Assert.Equal(["shipments:read"], key.ApiKey.Scopes!);
        Assert.Equal(200, await scene.Status(key.Secret, KeyScene.Shipments));
        await Answered.Problem(write, HttpStatusCode.Forbidden, "permission-missing");
    }

    [Fact]
    public async Task A_key_lets_nobody_in_who_may_more_than_itself()
    {
        await using var scene = await KeyScene.Start();
        var strong = await scene.Issue(new CreateApiKeyRequest("strong", Role.Admin));
        var keeper = await scene.Issue(new CreateApiKeyRequest("keeper", Role.Admin, Scopes: ["api-keys:manage", "shipments:read"]));
        using var program = scene.Server.NewClient();
        program.DefaultRequestHeaders.Authorization = new("Bearer", keeper.Secret);

        using var issued = await program.PostAsync(KeyScene.Path, KeyScene.Json("""{"name":"more","role":"admin"}"""));
        using var rotated = await program.PostAsync($"{KeyScene.Path}/{strong.ApiKey.Id}/rotate", null);
        using var widening = new HttpRequestMessage(HttpMethod.Put, $"{KeyScene.Path}/{keeper.ApiKey.Id}") { Content = KeyScene.Json("""{"name":"more"}""") };
        widening.Headers.TryAddWithoutValidation("If-Match", "*");
        using var widened = await program.SendAsync(widening);
        using var allowed = await program.PostAsync(KeyScene.Path, KeyScene.Json("""{"name":"less","role":"viewer"}"""));

        await Answered.Problem(issued, HttpStatusCode.Forbidden, "permission-missing");
        await Answered.Problem(rotated, HttpStatusCode.Forbidden, "permission-missing");
        await Answered.Problem(widened, HttpStatusCode.Forbidden, "permission-missing");
        Assert.Equal(HttpStatusCode.Created, allowed.StatusCode);
    }

    [Theory]
    [InlineData("203.0.113.7", 200)]
    [InlineData("::ffff:203.0.113.7", 200)]
    [InlineData("2001:db8::1", 200)]
    [InlineData("203.0.114.7", 403)]
    [InlineData("2001:db9::1", 403)]
    public async Task A_key_is_taken_from_its_addresses_only(string from, int status)
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("office", Role.Viewer, Addresses: ["203.0.113.0/24", "2001:db8::/32"]));

        using var answer = await scene.Ask(key.Secret, from: from);

        Assert.Equal(status, (int)answer.StatusCode);
        if (status == 403)
            await Answered.Problem(answer, HttpStatusCode.Forbidden, "api-key-address");
        Assert.Equal(["203.0.113.0/24", "2001:db8::/32"], (await scene.Get(key.ApiKey.Id)).Addresses!);
    }

    [Fact]
    public async Task A_signed_request_is_held_to_the_same()
    {
        await using var scene = await KeyScene.Start();
        using var caller = await SignedCaller.Create(scene.Server, Role.Viewer);
        using var changed = await scene.Change(caller.Issued.ApiKey.Id, "*", """{"name":"office","addresses":["203.0.113.0/24"],"monthly_quota":1}""");
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);

        using var elsewhere = await caller.Send(SignedCaller.Get());
        using var first = await caller.Send(From("203.0.113.1"));
        using var second = await caller.Send(From("203.0.113.1"));

        await Answered.Problem(elsewhere, HttpStatusCode.Forbidden, "api-key-address");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await Answered.Problem(second, HttpStatusCode.TooManyRequests, "quota-exhausted");

        static HttpRequestMessage From(string address)
        {
            var request = SignedCaller.Get();
            request.Headers.Add("X-Forwarded-For", address);
            return request;
        }
    }

    [Fact]
    public async Task A_limit_of_its_own_is_told_beside_that_of_the_route()
    {
        await using var scene = await KeyScene.Start(("RateLimiting:Reads", "100"));
        var key = await scene.Issue(new CreateApiKeyRequest("slow", Role.Viewer, RequestsPerMinute: 6, Burst: 2));

        using var first = await scene.Ask(key.Secret);
        using var second = await scene.Ask(key.Secret);
        using var third = await scene.Ask(key.Secret);

        Assert.Equal(["\"key\";q=6;w=60;burst=2", "\"read\";q=100;w=60"], first.Headers.GetValues("RateLimit-Policy"));
        Assert.Equal(["\"key\";r=1;t=10", "\"read\";r=99;t=1"], first.Headers.GetValues("RateLimit"));
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        await Answered.Problem(third, HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.Equal("10", third.Headers.GetValues("Retry-After").Single());
        scene.Server.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal((200, 429), (await scene.Status(key.Secret), await scene.Status(key.Secret)));
    }

    [Fact]
    public async Task A_key_of_another_environment_is_refused_as_an_unknown_one()
    {
        await using var scene = await KeyScene.Start();
        using var elsewhere = await scene.Ask(ApiKeyToken.Create(Profile.Production));
        using var unknown = await scene.Ask(ApiKeyToken.Create(Profile.Development));

        var one = await Answered.Problem(elsewhere, HttpStatusCode.Unauthorized, "api-key-invalid");
        var other = await Answered.Problem(unknown, HttpStatusCode.Unauthorized, "api-key-invalid");
        Assert.Equal((one.Title, one.Detail), (other.Title, other.Detail));
    }

    [Fact]
    public async Task A_change_replaces_what_can_be_changed_and_nothing_else()
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest(
            "before", Role.Operator, FakeTime.Noon.AddDays(1), null, ["shipments:read"], ["192.0.2.1"], 60, 10, 1000));

        using var changed = await scene.Change(key.ApiKey.Id, "\"1\"", """{"name":" after ","requests_per_minute":5}""");

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.StartsWith("\"2.", changed.Headers.ETag!.Tag);
        var now = await scene.Get(key.ApiKey.Id);
        Assert.Equal(
            ("after", Role.Operator, null, null, null, 5, null, null, 2),
            (now.Name, now.Role, now.ExpiresAt, now.Scopes, now.Addresses, now.RequestsPerMinute, now.Burst, now.MonthlyQuota, now.Version));
        Assert.Equal(200, await scene.Status(key.Secret));
    }

    [Fact]
    public async Task A_change_on_an_older_version_returns_412_and_one_without_a_version_428()
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("a", Role.Driver));
        using var read = await scene.Admin.GetAsync($"{KeyScene.Path}/{key.ApiKey.Id}");
        var tag = read.Headers.ETag!.Tag;
        using var first = await scene.Change(key.ApiKey.Id, tag, """{"name":"b"}""");
        using var second = await scene.Change(key.ApiKey.Id, tag, """{"name":"c"}""");
        using var blind = await scene.Admin.PutAsync($"{KeyScene.Path}/{key.ApiKey.Id}", KeyScene.Json("""{"name":"d"}"""));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await Answered.Problem(second, HttpStatusCode.PreconditionFailed, "version-mismatch");
        await Answered.Problem(blind, (HttpStatusCode)428, "version-missing");
    }

    [Theory]
    [InlineData("""{"name":"a","scopes":[]}""", "scopes")]
    [InlineData("""{"name":"a","scopes":["shipments:fly"]}""", "scopes")]
    [InlineData("""{"name":"a","scopes":["shipments:write"]}""", "scopes")]
    [InlineData("""{"name":"a","scopes":["shipments:read shipments:write"]}""", "scopes")]
    [InlineData("""{"name":"a","scopes":["shipments:read","shipments:read"]}""", "scopes")]
    [InlineData("""{"name":"a","scopes":[null]}""", "scopes")]
    [InlineData("""{"name":"a","addresses":[]}""", "addresses")]
    [InlineData("""{"name":"a","addresses":["0.0.0.0/0"]}""", "addresses[0]")]
    [InlineData("""{"name":"a","addresses":["192.0.2.1",null]}""", "addresses[1]")]
    [InlineData("""{"name":"a","monthly_quota":-1}""", "monthly_quota")]
    [InlineData("""{"name":"a","monthly_quota":0}""", "monthly_quota")]
    [InlineData("""{"name":"a","monthly_quota":9223372036854775807}""", "monthly_quota")]
    [InlineData("""{"name":"a","requests_per_minute":0}""", "requests_per_minute")]
    [InlineData("""{"name":"a","requests_per_minute":10000001}""", "requests_per_minute")]
    [InlineData("""{"name":"a","requests_per_minute":1,"burst":0}""", "burst")]
    [InlineData("""{"name":"a","burst":1}""", "burst")]
    [InlineData("""{"name":"a\u0085b"}""", "name")]
    [InlineData("""{"name":" "}""", "name")]
    [InlineData("""{"name":"a","expires_at":"2026-03-02T12:00:00Z"}""", "expires_at")]
    public async Task Issuing_and_changing_return_422_and_name_the_field(string body, string field)
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("a", Role.Driver));

        using var issued = await scene.Admin.PostAsync(KeyScene.Path, KeyScene.Json("{\"role\":\"driver\"," + body[1..]));
        using var changed = await scene.Change(key.ApiKey.Id, "*", body);

        foreach (var answer in new[] { issued, changed })
            Assert.Equal([field], (await Answered.Problem(answer, HttpStatusCode.UnprocessableEntity, "validation-failed")).Errors!.Keys);
    }

    [Fact]
    public async Task A_thousand_networks_are_refused_and_a_hundred_are_not()
    {
        await using var scene = await KeyScene.Start();

        using var refused = await scene.Admin.PostAsync(KeyScene.Path, Of(1000));
        var key = await scene.Issue(new CreateApiKeyRequest("many", Role.Driver, Addresses: Networks(100)));

        var problem = await Answered.Problem(refused, HttpStatusCode.UnprocessableEntity, "validation-failed");
        Assert.Equal(["addresses"], problem.Errors!.Keys);
        Assert.Equal((200, 403), (await scene.Status(key.Secret, from: "10.0.99.5"), await scene.Status(key.Secret, from: "10.0.100.5")));

        static string[] Networks(int count) => [.. Enumerable.Range(0, count).Select(i => $"10.{i / 256}.{i % 256}.0/24")];
        static StringContent Of(int count) => KeyScene.Json($$"""{"name":"many","role":"driver","addresses":["{{string.Join("\",\"", Networks(count))}}"]}""");
    }

    [Fact]
    public async Task A_number_too_large_for_any_quota_returns_400()
    {
        await using var scene = await KeyScene.Start();

        using var answer = await scene.Admin.PostAsync(KeyScene.Path, KeyScene.Json("""{"name":"a","role":"driver","monthly_quota":99999999999999999999}"""));

        await Answered.Problem(answer, HttpStatusCode.BadRequest, "invalid-json");
    }

    [Fact]
    public async Task An_expired_key_can_be_named_anew_or_given_more_time_and_a_revoked_one_is_left_as_it_is()
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("a", Role.Driver, FakeTime.Noon.AddHours(1)));
        scene.Server.Time.Advance(TimeSpan.FromHours(2));

        using var named = await scene.Change(key.ApiKey.Id, "*", """{"name":"b","expires_at":"2026-03-02T13:00:00Z"}""");
        Assert.Equal((HttpStatusCode.OK, 401), (named.StatusCode, await scene.Status(key.Secret)));
        using var prolonged = await scene.Change(key.ApiKey.Id, "*", """{"name":"b","expires_at":"2026-03-02T15:00:00Z"}""");
        Assert.Equal((HttpStatusCode.OK, 200), (prolonged.StatusCode, await scene.Status(key.Secret)));
        (await scene.Admin.DeleteAsync($"{KeyScene.Path}/{key.ApiKey.Id}")).Dispose();
        using var late = await scene.Change(key.ApiKey.Id, "*", """{"name":"c"}""");
        await Answered.Problem(late, HttpStatusCode.Conflict, "api-key-ended");
    }
}
