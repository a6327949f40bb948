using System.Net;
using Edge.Hosting;
using Edge.Pipeline.Authentication;
using Edge.Pipeline.RateLimiting;
using Edge.Shared.Contracts;
using Edge.Tests.Features.ApiKeys;
using Edge.Tests.Pipeline.Signatures;
using Microsoft.AspNetCore.Http;

namespace Edge.Tests.Pipeline.RateLimiting;

/// <summary>Wrong API keys, sessions and signatures of an address.</summary>
public class RefusedCredentialsTests
{
    private const string Flood = "203.0.113.1";
    private const string Elsewhere = "203.0.113.2";

    private static readonly (string, string)[] Two = [("RateLimiting:RefusedCredentials", "2")];

    [Fact]
    public async Task Wrong_keys_are_refused_with_the_time_to_wait()
    {
        await using var scene = await KeyScene.Start(Two);

        var statuses = new[] { await WrongKey(scene), await WrongKey(scene), await WrongKey(scene) };

        Assert.Equal([401, 401, 429], statuses);
        using var refused = await scene.Ask(ApiKeyToken.Create(Profile.Development), from: Flood);
        await Answered.Problem(refused, HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.Equal("30", refused.Headers.GetValues("Retry-After").Single());
        scene.Server.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(401, await WrongKey(scene));
    }

    [Fact]
    public async Task Who_was_right_before_goes_on_at_the_same_address_and_at_others_everybody()
    {
        await using var scene = await KeyScene.Start(Two);
        var known = await scene.Issue(new CreateApiKeyRequest("known", Role.Viewer));
        var unseen = await scene.Issue(new CreateApiKeyRequest("unseen", Role.Viewer));
        await scene.Status(known.Secret, from: Flood);
        for (var i = 0; i < 3; i++)
            await WrongKey(scene);

        Assert.Equal((200, 200), (await scene.Status(known.Secret, from: Flood), await scene.Status(known.Secret, from: Flood)));
        Assert.Equal(429, await scene.Status(unseen.Secret, from: Flood));
        Assert.Equal((200, 401), (await scene.Status(unseen.Secret, from: Elsewhere), await WrongKey(scene, Elsewhere)));
        Assert.Equal(200, await scene.Status(unseen.Secret, from: Flood));
        using var anonymous = await Get(scene, null, Flood);
        Assert.Equal(HttpStatusCode.OK, anonymous.StatusCode);
    }

    [Fact]
    public async Task Right_ones_count_against_nothing_however_many_come_at_once()
    {
        await using var scene = await KeyScene.Start(Two);
        var key = await scene.Issue(new CreateApiKeyRequest("busy", Role.Viewer));
        await scene.Status(key.Secret, from: Flood);

        var statuses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => scene.Status(key.Secret, from: Flood)));

        Assert.All(statuses, status => Assert.Equal(200, status));
    }

    [Fact]
    public async Task A_revoked_key_was_right_before_and_is_refused_all_the_same()
    {
        await using var scene = await KeyScene.Start(Two);
        var key = await scene.Issue(new CreateApiKeyRequest("leaked", Role.Viewer));
        await scene.Status(key.Secret, from: Flood);
        (await scene.Admin.DeleteAsync($"{KeyScene.Path}/{key.ApiKey.Id}")).Dispose();

        var statuses = new List<int>();
        for (var i = 0; i < 3; i++)
            statuses.Add(await scene.Status(key.Secret, from: Flood));

        Assert.Equal([401, 401, 429], statuses);
    }

    [Fact]
    public async Task Wrong_sessions_count_each_once()
    {
        await using var scene = await KeyScene.Start(Two);
        var (ended, other, third) = (OpaqueToken.Create(), OpaqueToken.Create(), OpaqueToken.Create());

        foreach (var (id, status) in new[] { (ended, 200), (ended, 200), (ended, 200), (other, 200), (third, 429), (ended, 200) })
        {
            using var answer = await Get(scene, id, Flood);
            Assert.Equal(status, (int)answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_session_goes_on_at_the_address_of_a_flood_until_it_ends()
    {
        await using var scene = await KeyScene.Start(Two);
        var cookie = scene.Admin.DefaultRequestHeaders.GetValues("Cookie").Single().Split('=', 2)[1];
        (await Get(scene, cookie, Flood)).Dispose();
        for (var i = 0; i < 3; i++)
            (await Get(scene, OpaqueToken.Create(), Flood)).Dispose();

        using var goesOn = await Get(scene, cookie, Flood, "/api/v1/sessions");
        (await scene.Admin.DeleteAsync(KeyScene.Session)).Dispose();
        using var ended = await Get(scene, cookie, Flood, "/api/v1/sessions");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (goesOn.StatusCode, ended.StatusCode));
    }

    [Fact]
    public async Task Wrong_signatures_are_refused_with_429_and_right_ones_of_others_go_on()
    {
        await using var server = await EdgeServer.Start(Two);
        using var good = await SignedCaller.Create(server);
        using var bad = await SignedCaller.Create(server);
        var (_, wrong) = SignedCaller.NewPair(SignatureAlgorithm.Ed25519);
        (await good.Send(SignedCaller.Get())).Dispose();

        var statuses = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            using var answer = await bad.Send(SignedCaller.Get(), new SigningPlan { Key = wrong });
            statuses.Add((int)answer.StatusCode);
        }
        using var right = await good.Send(SignedCaller.Get());

        Assert.Equal([401, 401, 429], statuses);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task Beyond_the_ceiling_nothing_is_looked_for_and_a_look_that_failed_counts_for_nothing()
    {
        var options = EdgeServer.SettingsOf(Two);
        var credentials = new Credentials(new Limits(RateLimitingOptions.Read(options), new FakeTime()));
        var http = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(Flood) } };
        var looks = 0;
        ValueTask<string?> Missing(HttpContext context, string credential, int with)
        {
            looks++;
            return new((string?)null);
        }

        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(
                async () => await credentials.Look<string, int>(http, "any", 0, (_, _, _) => throw new InvalidOperationException()));
        }
        for (var i = 0; i < 10; i++)
            await credentials.Look(http, "wrong", 0, Missing);

        Assert.Equal(2, looks);
    }

    [Fact]
    public async Task A_right_one_that_nobody_knows_yet_is_one_try_however_many_send_it_at_once()
    {
        var credentials = new Credentials(new Limits(RateLimitingOptions.Read(EdgeServer.SettingsOf(Two)), new FakeTime()));
        var http = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(Flood) } };
        var found = new TaskCompletionSource<string?>();

        var looks = Enumerable.Range(0, 20).Select(_ => credentials.Look(http, "new", found, (_, _, found) => new ValueTask<string?>(found.Task)).AsTask()).ToList();
        found.SetResult("owner");

        Assert.All(await Task.WhenAll(looks), look => Assert.Equal(("owner", null), look));
    }

    [Fact]
    public async Task A_wrong_one_that_many_send_at_once_does_not_pass_the_ceiling()
    {
        var credentials = new Credentials(new Limits(RateLimitingOptions.Read(EdgeServer.SettingsOf(Two)), new FakeTime()));
        var http = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(Flood) } };
        var found = new TaskCompletionSource<string?>();
        var finds = 0;

        var looks = Enumerable.Range(0, 20).Select(_ => credentials.Look(http, "wrong", found, (_, _, found) =>
        {
            Interlocked.Increment(ref finds);
            return new ValueTask<string?>(found.Task);
        }).AsTask()).ToList();
        found.SetResult(null);

        Assert.Equal(18, (await Task.WhenAll(looks)).Count(look => look.Refusal is not null));
        Assert.Equal(2, finds);
    }

    [Fact]
    public async Task A_limit_of_0_is_none()
    {
        await using var scene = await KeyScene.Start(("RateLimiting:RefusedCredentials", "0"));

        for (var i = 0; i < 400; i++)
            Assert.Equal(401, await WrongKey(scene));
    }

    private static Task<int> WrongKey(KeyScene scene, string from = Flood) => scene.Status(ApiKeyToken.Create(Profile.Development), from: from);

    private static async Task<HttpResponseMessage> Get(KeyScene scene, string? session, string from, string path = KeyScene.Session)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Forwarded-For", from);
        if (session is not null)
            request.Headers.Add("Cookie", $"__Host-edge={session}");
        return await scene.Server.Http.SendAsync(request);
    }
}
