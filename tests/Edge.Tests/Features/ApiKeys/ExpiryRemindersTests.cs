using Edge.Features.ApiKeys;
using Edge.Shared.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.ApiKeys;

public class ExpiryRemindersTests
{
    [Fact]
    public async Task Each_threshold_is_told_once_whoever_asks()
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("yearly", Role.Driver, FakeTime.Noon.AddDays(365)));
        for (var day = 0; day < 366; day++)
        {
            await Task.WhenAll(Remind(scene), Remind(scene));
            await scene.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(["""{"days":30}""", """{"days":7}""", """{"days":1}"""], await Told(scene, key));
    }

    [Fact]
    public async Task A_service_that_was_off_says_what_is_due_and_not_what_was()
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("yearly", Role.Driver, FakeTime.Noon.AddDays(365)));
        await scene.Advance(TimeSpan.FromDays(360));
        await Remind(scene);

        Assert.Equal(["""{"days":7}"""], await Told(scene, key));
        Assert.True((await scene.Get(key.ApiKey.Id)).ExpiresSoon);
    }

    [Fact]
    public async Task A_key_that_lasts_a_week_is_spoken_of_on_its_last_day()
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("short", Role.Driver, FakeTime.Noon.AddDays(7)));
        await Remind(scene);
        Assert.False((await scene.Get(key.ApiKey.Id)).ExpiresSoon);
        await scene.Advance(TimeSpan.FromDays(6));
        await Remind(scene);

        Assert.Equal(["""{"days":1}"""], await Told(scene, key));
    }

    [Fact]
    public async Task Rotating_begins_the_reminders_anew()
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("rotated", Role.Driver, FakeTime.Noon.AddDays(40)));
        await scene.Advance(TimeSpan.FromDays(20));
        await Remind(scene);
        var rotated = await scene.Rotated(key.ApiKey.Id);
        Assert.False(rotated.ApiKey.ExpiresSoon);
        await Remind(scene);
        await scene.Advance(TimeSpan.FromDays(10));
        await Remind(scene);

        Assert.Equal(["""{"days":30}""", """{"days":30}"""], await Told(scene, key));
    }

    [Fact]
    public async Task Of_a_revoked_an_expired_or_an_endless_key_nothing_is_told()
    {
        await using var scene = await KeyScene.Start();
        var revoked = await scene.Issue(new CreateApiKeyRequest("revoked", Role.Driver, FakeTime.Noon.AddDays(40)));
        (await scene.Admin.DeleteAsync($"{KeyScene.Path}/{revoked.ApiKey.Id}")).Dispose();
        var endless = await scene.Issue(new CreateApiKeyRequest("endless", Role.Driver));
        var expired = await scene.Issue(new CreateApiKeyRequest("expired", Role.Driver, FakeTime.Noon.AddDays(20)));
        await scene.Advance(TimeSpan.FromDays(21));
        await Remind(scene);

        foreach (var key in new[] { revoked, endless, expired })
            Assert.Empty(await Told(scene, key));
        Assert.False((await scene.Get(revoked.ApiKey.Id)).ExpiresSoon);
    }

    [Fact]
    public async Task The_gauge_says_how_many_expire_soon()
    {
        await using var scene = await KeyScene.Start();
        await scene.Issue(new CreateApiKeyRequest("soon", Role.Driver, FakeTime.Noon.AddDays(40)));
        await scene.Issue(new CreateApiKeyRequest("later", Role.Driver, FakeTime.Noon.AddDays(400)));
        await scene.Advance(TimeSpan.FromDays(20));
        await Remind(scene);

        Assert.Contains("edge_api_keys_expiring 1", await scene.Server.Admin.GetStringAsync("/metrics"));
    }

    private static Task Remind(KeyScene scene) => scene.Server.Services.GetRequiredService<ExpiryReminders>().Remind(default);

    private static async Task<IEnumerable<string>> Told(KeyScene scene, IssuedApiKey key) =>
        (await scene.Server.Facts()).Where(fact => fact.Kind == "ApiKeyExpiring" && fact.Subject == key.ApiKey.Id.ToString()).Select(fact => fact.Payload);
}
