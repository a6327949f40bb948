using System.Net;
using Edge.Shared.Contracts;
using Edge.Tests.Caching.Tuning;
using Edge.Tests.Features.Tracking;

namespace Edge.Tests.Caching.Analytics;

public class CacheReportTests
{
    [Fact]
    public async Task Accesses_are_counted_by_level_and_key()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await CacheAdmin.Of(server);
        var shipment = await new TrackingClient(server).Create("AB1");
        var other = await new TrackingClient(server).Create("AB2");
        await admin.Settled();
        await Ask(server, shipment, times: 4);
        await Ask(server, other, times: 1);

        var minute = await admin.Minute();
        var keys = await admin.Keys();

        Assert.Equal((5, 3, 2, 0.6), (minute.Asked, minute.Memory, minute.Source, minute.HitRate));
        Assert.Equal((2, 0, 0), (minute.Fills, minute.Failures, minute.Stale));
        Assert.True(minute.SourceSecondsSaved > 0);
        Assert.True(minute.BytesSaved > 0);
        Assert.True(minute.SizeBytes.Half > 0);
        Assert.Equal(
            [new CacheKey("public-view", $"/s/{shipment.Token}.json", 4, 4), new CacheKey("public-view", $"/s/{other.Token}.json", 1, 1)], keys.Items);
        Assert.Equal(1, keys.OneIn);
    }

    [Fact]
    public async Task The_report_tells_of_memory_and_of_every_window()
    {
        await using var server = await EdgeServer.Start(("Caching:MemoryMegabytes", "16"));
        using var admin = await CacheAdmin.Of(server);
        var shipment = await new TrackingClient(server).Create("AB1");
        await admin.Settled();
        await Ask(server, shipment, times: 1);

        var report = await admin.Report();

        Assert.Equal((16L << 20, 1), (report.Memory.Capacity, report.Memory.Entries));
        Assert.Equal(report.Memory.Used, report.Holdings.Sum(holding => holding.Bytes));
        Assert.Equal([CacheWindowName.Minute, CacheWindowName.Hour, CacheWindowName.Day], report.Windows.Select(window => window.Window));
        Assert.All(report.Windows, window => Assert.Equal((1, report.Since), (window.All.Asked, window.From)));
        Assert.Equal(server.Time.GetUtcNow(), report.At);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1001")]
    [InlineData("many")]
    public async Task A_limit_that_makes_no_sense_returns_400(string limit)
    {
        await using var server = await EdgeServer.Start();
        using var admin = await CacheAdmin.Of(server);

        using var answer = await admin.Get($"{CacheAdmin.Root}/keys?limit={limit}");

        await Answered.Problem(answer, HttpStatusCode.BadRequest, "invalid-parameter");
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/keys")]
    [InlineData("GET", "/recommendations")]
    [InlineData("POST", "/recommendations/x/apply")]
    [InlineData("POST", "/changes/00000000-0000-0000-0000-000000000000/undo")]
    [InlineData("POST", "/purge")]
    public async Task Every_route_returns_401_to_the_anonymous_and_403_without_cache_manage(string method, string path)
    {
        await using var server = await EdgeServer.Start();
        using var operatorsProgram = await server.ApiKey(Role.Operator);

        await Answered.Problem(await Ask(server.Http), HttpStatusCode.Unauthorized, "sign-in-needed");
        await Answered.Problem(await Ask(operatorsProgram), HttpStatusCode.Forbidden, "permission-missing");

        Task<HttpResponseMessage> Ask(HttpClient client) => client.SendAsync(new HttpRequestMessage(new HttpMethod(method), CacheAdmin.Root + path)
        {
            Content = path == "/purge" ? new StringContent("""{"tag":"a"}""", null, "application/json") : null,
        });
    }

    private static async Task Ask(EdgeServer server, Shipment shipment, int times)
    {
        for (var i = 0; i < times; i++)
            (await server.Http.GetAsync($"/s/{shipment.Token}.json")).EnsureSuccessStatusCode();
    }
}
