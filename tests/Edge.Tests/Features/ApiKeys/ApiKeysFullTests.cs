using System.Net;
using System.Net.Http.Json;
using Edge.Shared.Contracts;

namespace Edge.Tests.Features.ApiKeys;

/// <summary>How many keys an organisation has at once.</summary>
public class ApiKeysFullTests
{
    private static readonly CreateApiKeyRequest One = new("one", Role.Viewer);

    [Fact]
    public async Task Returns_409_until_one_is_revoked_or_has_expired()
    {
        await using var scene = await KeyScene.Start(("ApiKeys:MostPerOrganisation", "2"));
        var first = await scene.Issue(One);
        var brief = await scene.Issue(One with { ExpiresAt = scene.Server.Time.GetUtcNow().AddMinutes(1) });

        using var full = await Ask(scene);
        (await scene.Admin.DeleteAsync($"{KeyScene.Path}/{first.ApiKey.Id}")).Dispose();
        var second = await scene.Issue(One);
        scene.Server.Time.Advance(TimeSpan.FromMinutes(2));
        await scene.Issue(One);
        using var revived = await scene.Change(brief.ApiKey.Id, "*", """{"name":"again"}""");

        await Answered.Problem(full, HttpStatusCode.Conflict, "api-keys-full");
        await Answered.Problem(revived, HttpStatusCode.Conflict, "api-keys-full");
        Assert.Equal(HttpStatusCode.OK, (await scene.Change(second.ApiKey.Id, "*", """{"name":"renamed"}""")).StatusCode);
        await scene.Rotated(second.ApiKey.Id);
    }

    [Fact]
    public async Task Those_that_ask_at_once_pass_it_together_no_more_than_alone()
    {
        await using var scene = await KeyScene.Start(("ApiKeys:MostPerOrganisation", "3"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Ask(scene)));

        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Keys_of_another_organisation_do_not_count()
    {
        await using var scene = await KeyScene.Start(("ApiKeys:MostPerOrganisation", "1"));
        (await scene.Server.OtherApiKey(Role.Viewer)).Dispose();

        using var answer = await Ask(scene);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private static Task<HttpResponseMessage> Ask(KeyScene scene) =>
        scene.Admin.PostAsJsonAsync(KeyScene.Path, One, WireJson.Default.CreateApiKeyRequest);
}
