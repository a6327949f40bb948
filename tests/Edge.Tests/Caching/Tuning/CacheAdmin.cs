using System.Net.Http.Json;
using Edge.Caching.TwoLevel;
using Edge.Shared.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Caching.Tuning;

/// <summary>An administrator who looks after the cache of one node.</summary>
internal sealed class CacheAdmin(EdgeServer server, HttpClient http) : IDisposable
{
    public const string Root = "/api/v1/admin/cache";
    public const string Views = "public-view";

    public CacheFamily Family => server.Services.GetRequiredService<EdgeCache>().Families.Single(family => family.Name == Views);

    public static async Task<CacheAdmin> Of(EdgeServer server) => new(server, await server.SignedIn(Role.Admin));

    /// <summary>Makes the figures recommend a longer lifetime: so many values were fetched again and had not changed.</summary>
    public void FetchInVain(int times = 100)
    {
        for (var i = 0; i < times; i++)
        {
            Family.Counters.Filled(TimeSpan.FromMilliseconds(20));
            Family.Counters.Refilled(isSame: true);
        }
    }

    /// <summary>The cache has looked at all facts so far: nothing that is filled from now on is dropped for one of them.</summary>
    public async Task Settled()
    {
        await server.Settled();
        var coherence = server.Services.GetRequiredService<Coherence>();
        // The look that is under way may have begun before the last fact.
        for (var looks = 0; looks < 2; looks++)
            await coherence.CatchUp(TimeSpan.FromSeconds(30));
    }

    public async Task<CacheReport> Report() => (await http.GetFromJsonAsync(Root, WireJson.Reading.CacheReport))!;

    /// <summary>The family's figures within the last minute.</summary>
    public async Task<CacheFigures> Minute() =>
        (await Report()).Windows.Single(window => window.Window == CacheWindowName.Minute).Families.Single(family => family.Family == Views);

    public async Task<CacheKeyList> Keys() => (await http.GetFromJsonAsync($"{Root}/keys", WireJson.Reading.CacheKeyList))!;

    public async Task<CacheRecommendationList> Advice() =>
        (await http.GetFromJsonAsync($"{Root}/recommendations", WireJson.Reading.CacheRecommendationList))!;

    public Task<HttpResponseMessage> Apply(string id) => http.PostAsync($"{Root}/recommendations/{Uri.EscapeDataString(id)}/apply", null);

    public Task<HttpResponseMessage> Undo(Guid id) => http.PostAsync($"{Root}/changes/{id}/undo", null);

    public Task<HttpResponseMessage> Purge(PurgeCacheRequest request) =>
        http.PostAsJsonAsync($"{Root}/purge", request, WireJson.Default.PurgeCacheRequest);

    public Task<HttpResponseMessage> Get(string path) => http.GetAsync(path);

    /// <summary>Applies the only recommendation there is.</summary>
    public async Task<CacheChange> Applied()
    {
        using var answer = await Apply((await Advice()).Items.Single().Id!);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync(WireJson.Reading.CacheChange))!;
    }

    public void Dispose() => http.Dispose();
}
