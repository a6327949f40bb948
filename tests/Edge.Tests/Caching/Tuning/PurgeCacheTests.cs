using System.Net;
using Edge.Shared.Contracts;
using Edge.Tests.Features.Tracking;

namespace Edge.Tests.Caching.Tuning;

public class PurgeCacheTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_purged_is_asked_of_the_source_again(bool byTag)
    {
        await using var server = await EdgeServer.Start();
        using var admin = await CacheAdmin.Of(server);
        var shipment = await new TrackingClient(server).Create("AB1");
        var path = $"/s/{shipment.Token}.json";
        await admin.Settled();
        await Ask(server, path);
        await Ask(server, path);

        using var answer = await admin.Purge(byTag ? new PurgeCacheRequest(Tag: $"shipment:{shipment.Id}") : new PurgeCacheRequest(Key: path));
        await Ask(server, path);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var minute = await admin.Minute();
        Assert.Equal((1, 2), (minute.Memory, minute.Source));
        Assert.Contains(await server.Facts(), fact => fact.Kind == "CacheTagRemoved");
    }

    [Theory]
    [InlineData("{}", "tag")]
    [InlineData("""{"tag":"a","key":"b"}""", "tag")]
    [InlineData("""{"tag":""}""", "tag")]
    [InlineData("""{"key":""}""", "key")]
    [InlineData("""{"key":"a\u0000b"}""", "key")]
    public async Task What_names_nothing_returns_422(string body, string field)
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);

        using var answer = await admin.PostAsync($"{CacheAdmin.Root}/purge", new StringContent(body, null, "application/json"));

        var problem = await Answered.Problem(answer, HttpStatusCode.UnprocessableEntity, "validation-failed");
        Assert.Equal([field], problem.Errors!.Keys);
    }

    [Fact]
    public async Task A_tag_of_513_characters_returns_422()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await CacheAdmin.Of(server);

        using var longest = await admin.Purge(new PurgeCacheRequest(Tag: new string('t', 512)));
        using var tooLong = await admin.Purge(new PurgeCacheRequest(Tag: new string('t', 513)));

        Assert.Equal(HttpStatusCode.NoContent, longest.StatusCode);
        await Answered.Problem(tooLong, HttpStatusCode.UnprocessableEntity, "validation-failed");
    }

    private static async Task Ask(EdgeServer server, string path) => (await server.Http.GetAsync(path)).EnsureSuccessStatusCode();
}
