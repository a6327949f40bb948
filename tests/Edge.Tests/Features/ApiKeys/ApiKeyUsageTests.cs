using System.Net;
using System.Net.Http.Json;
using Edge.Pipeline.ApiKeys;
using Edge.Shared.Contracts;
using Edge.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.ApiKeys;

public class ApiKeyUsageTests
{
    [Fact]
    public async Task Usage_is_told_by_day_and_by_route()
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("counted", Role.Viewer));
        await scene.Status(key.Secret);
        await scene.Status(key.Secret, KeyScene.Path);
        scene.Server.Time.Advance(TimeSpan.FromDays(1));
        await scene.Status(key.Secret);
        await scene.Flush();
        await scene.Status(key.Secret);
        await scene.Flush();
        await scene.Flush();

        var usage = await Usage(scene, key, "");

        Assert.Equal(("2026-02-02", "2026-03-03"), (usage.From, usage.To));
        Assert.Equal([new("2026-03-02", 2, 1), new("2026-03-03", 2, 0)], usage.Days);
        Assert.Equal([new("GetSession", 3, 0), new("ListApiKeys", 1, 1)], usage.Routes);
        Assert.Empty((await Usage(scene, key, "?from=2026-03-04&to=2026-03-05")).Days);
        var now = await scene.Get(key.ApiKey.Id);
        Assert.Equal((FakeTime.Noon.AddDays(1), 3), (now.LastUsedAt, now.MonthRequests));
    }

    [Fact]
    public async Task A_route_that_does_not_exist_is_nobodys_use_and_a_method_that_does_not_is_counted()
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("lost", Role.Viewer));
        using var program = scene.Server.NewClient();
        program.DefaultRequestHeaders.Authorization = new("Bearer", key.Secret);

        using var nowhere = await program.GetAsync("/api/v1/nothing/here");
        using var wrong = await program.DeleteAsync(KeyScene.Shipments);
        await scene.Flush();

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed), (nowhere.StatusCode, wrong.StatusCode));
        Assert.All((await Usage(scene, key, "")).Routes, route => Assert.Equal("none", route.Route));
    }

    [Fact]
    public async Task Last_used_is_to_the_minute()
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("seen", Role.Viewer));
        scene.Server.Time.Advance(TimeSpan.FromSeconds(75));
        await scene.Status(key.Secret);
        await scene.Flush();

        Assert.Equal(FakeTime.Noon.AddMinutes(1), (await scene.Get(key.ApiKey.Id)).LastUsedAt);
    }

    [Fact]
    public async Task A_quota_ends_with_429_until_the_month_does()
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("three", Role.Viewer, MonthlyQuota: 3));
        Assert.Equal((200, 200), (await scene.Status(key.Secret), await scene.Status(key.Secret)));
        await scene.Flush();
        Assert.Equal(403, await scene.Status(key.Secret, KeyScene.Path));
        Assert.Equal(200, await scene.Status(key.Secret));

        using var refused = await scene.Ask(key.Secret);

        await Answered.Problem(refused, HttpStatusCode.TooManyRequests, "quota-exhausted");
        var rest = new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero) - FakeTime.Noon;
        Assert.Equal($"{(int)rest.TotalSeconds}", refused.Headers.GetValues("Retry-After").Single());
        await scene.Flush();
        Assert.Equal((429, 3), (await scene.Status(key.Secret), (await scene.Get(key.ApiKey.Id)).MonthRequests));
        await scene.Advance(rest);
        Assert.Equal((200, 0), (await scene.Status(key.Secret), (await scene.Get(key.ApiKey.Id)).MonthRequests));
        await scene.Flush();
        Assert.Equal(1, (await scene.Get(key.ApiKey.Id)).MonthRequests);
    }

    [Fact]
    public async Task A_quota_holds_among_requests_of_the_same_moment()
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("five", Role.Viewer, MonthlyQuota: 5));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => scene.Status(key.Secret)));

        Assert.Equal(5, answers.Count(status => status == 200));
    }

    [Fact]
    public async Task A_raised_quota_lets_the_key_go_on()
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("one", Role.Viewer, MonthlyQuota: 1));
        Assert.Equal((200, 429), (await scene.Status(key.Secret), await scene.Status(key.Secret)));

        (await scene.Change(key.ApiKey.Id, "*", """{"name":"two","monthly_quota":2}""")).Dispose();

        Assert.Equal((200, 429), (await scene.Status(key.Secret), await scene.Status(key.Secret)));
    }

    // Two stores over one database are two nodes as far as counting goes.
    [Fact]
    public async Task What_two_nodes_have_counted_adds_up()
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("shared", Role.Viewer));
        var known = new KnownApiKey(key.ApiKey.Id, new Edge.Hosting.Endpoints.Caller(
            Edge.Hosting.Endpoints.CallerKind.ApiKey, $"key:{key.ApiKey.Id}", null, Role.Viewer, 1, null), new(null, null, 0, 0, null, false), 0, 0);
        var nodes = new[] { new KeyUsage(), new KeyUsage() };
        var database = scene.Server.Services.GetRequiredService<Database>();
        var stores = nodes.Select(usage => new KeyUsageStore(database, usage, scene.Server.Time)).ToList();

        await Task.WhenAll(nodes.Select((usage, node) => Task.Run(async () =>
        {
            for (var round = 0; round < 10; round++)
            {
                for (var i = 0; i < 7; i++)
                    usage.Count(known, i % 2 == 0 ? "GetSession" : "ListShipments", FakeTime.Noon.AddDays(node));
                await stores[node].Flush();
            }
        })));

        Assert.Equal(140, (await scene.Get(key.ApiKey.Id)).MonthRequests);
        var usage = await Usage(scene, key, "?from=2026-03-01&to=2026-03-31");
        Assert.Equal([new("2026-03-02", 70, 0), new("2026-03-03", 70, 0)], usage.Days);
        Assert.Equal([new("GetSession", 80, 0), new("ListShipments", 60, 0)], usage.Routes);
    }

    [Fact]
    [Trait(TestDatabase.Engine, TestDatabase.Postgres)]
    public async Task A_second_node_knows_the_quota_the_rotation_and_the_end_of_a_key()
    {
        await using var scene = await KeyScene.Start();
        await using var other = await EdgeServer.Start(("Storage:Database", scene.Server.DatabaseUrl));
        var key = await scene.Issue(new CreateApiKeyRequest("everywhere", Role.Viewer, MonthlyQuota: 4));
        Assert.Equal((200, 200), (await scene.Status(key.Secret), await StatusAt(other, key.Secret)));
        await scene.Flush();
        await KeyScene.Flush(other);
        Assert.Equal(2, (await scene.Get(key.ApiKey.Id)).MonthRequests);

        var rotated = await scene.Rotated(key.ApiKey.Id);
        Assert.Equal((200, 200), (await StatusAt(other, key.Secret), await StatusAt(other, rotated.Secret)));
        Assert.Equal(429, await StatusAt(other, key.Secret));
        await KeyScene.Flush(other);
        Assert.Equal(429, await scene.Status(rotated.Secret));
        (await scene.Admin.DeleteAsync($"{KeyScene.Path}/{key.ApiKey.Id}")).Dispose();
        Assert.Equal((401, 401), (await StatusAt(other, key.Secret), await StatusAt(other, rotated.Secret)));

        static async Task<int> StatusAt(EdgeServer node, string secret)
        {
            using var answer = await KeyScene.Ask(node, secret);
            return (int)answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_node_behind_midnight_does_not_begin_the_old_month_again()
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("late", Role.Viewer));
        var known = new KnownApiKey(key.ApiKey.Id, new Edge.Hosting.Endpoints.Caller(
            Edge.Hosting.Endpoints.CallerKind.ApiKey, $"key:{key.ApiKey.Id}", null, Role.Viewer, 1, null), new(null, null, 0, 0, null, false), 0, 0);
        var usage = new KeyUsage();
        var store = new KeyUsageStore(scene.Server.Services.GetRequiredService<Database>(), usage, scene.Server.Time);
        usage.Count(known, "GetSession", FakeTime.Noon);
        await store.Flush();
        usage.Count(known, "GetSession", FakeTime.Noon.AddMonths(-1));
        await store.Flush();

        Assert.Equal(1, (await scene.Get(key.ApiKey.Id)).MonthRequests);
    }

    [Fact]
    public async Task Days_are_forgotten_after_400()
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("old", Role.Viewer));
        await scene.Status(key.Secret);
        await scene.Flush();
        var store = scene.Server.Services.GetRequiredService<KeyUsageStore>();

        scene.Server.Time.Advance(TimeSpan.FromDays(400));
        Assert.Equal(0, await store.Prune(default));
        scene.Server.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await store.Prune(default));
    }

    [Theory]
    [InlineData("?from=yesterday")]
    [InlineData("?to=2026-02-30")]
    [InlineData("?from=2026-3-1")]
    [InlineData("?from=0001-01-01&to=9999-12-31")]
    [InlineData("?from=1969-12-31")]
    [InlineData("?from=2026-03-02&to=2026-03-01")]
    [InlineData("?from=2025-01-01&to=2026-03-01")]
    public async Task Usage_returns_400_for_what_is_no_range_of_400_days(string query)
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("a", Role.Viewer));

        using var answer = await scene.Admin.GetAsync($"{KeyScene.Path}/{key.ApiKey.Id}/usage{query}");

        await Answered.Problem(answer, HttpStatusCode.BadRequest, "invalid-parameter");
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("PUT", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/rotate")]
    [InlineData("GET", "/usage")]
    public async Task A_key_of_another_organisation_does_not_exist(string method, string path)
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("theirs", Role.Driver));
        await scene.Server.Services.GetRequiredService<Database>().Write($"update api_keys set organisation = 2 where id = {key.ApiKey.Id}");
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{KeyScene.Path}/{key.ApiKey.Id}{path}");
        if (method is "PUT")
            request.Content = KeyScene.Json("""{"name":"ours"}""");
        request.Headers.TryAddWithoutValidation("If-Match", "*");

        using var answer = await scene.Admin.SendAsync(request);

        await Answered.Problem(answer, HttpStatusCode.NotFound, "api-key-not-found");
        Assert.Empty((await scene.Admin.GetFromJsonAsync(KeyScene.Path, WireJson.Reading.ApiKeyList))!.Items);
    }

    private static async Task<ApiKeyUsage> Usage(KeyScene scene, IssuedApiKey key, string query) =>
        (await scene.Admin.GetFromJsonAsync($"{KeyScene.Path}/{key.ApiKey.Id}/usage{query}", WireJson.Reading.ApiKeyUsage))!;
}
