using System.Globalization;
using System.Net.Http.Headers;
using Edge.Shared.Contracts;

namespace Edge.Aot.Tests;

public sealed class CacheTests
{
    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("identity")]
    public async Task A_public_view_comes_from_memory_until_its_parcel_moves(string coding)
    {
        using var sandbox = new Sandbox();
        await using var edge = await EdgeProcess.Start(sandbox);
        var api = new ApiClient(edge.Http, await ApiClient.IssueKey(edge, sandbox, Role.Operator));
        var shipment = await api.CreateShipment(new CreateShipmentRequest("1Z999AA10123456784"));
        for (var hour = 0; hour < 10; hour++)
            await Append(api, shipment, hour);

        var first = await View(edge, shipment, coding);
        var hit = first;
        // The first one or two are filled: a node looks once more at what it has just written.
        for (var i = 0; i < 100 && hit.From != "Edge; hit"; i++)
            hit = await View(edge, shipment, coding);
        await Append(api, shipment, 10);
        var after = await View(edge, shipment, coding);

        Assert.Equal(("11", "Edge; fwd=uri-miss; stored"), (first.Version, first.From));
        Assert.Equal(("11", "Edge; hit"), (hit.Version, hit.From));
        Assert.Equal(("12", "Edge; fwd=stale; stored"), (after.Version, after.From));
        Assert.Equal(first.Body, hit.Body);
        Assert.NotEqual(first.Body, after.Body);
        using var admin = new HttpClient { BaseAddress = edge.AdminUrl };
        Assert.Matches("edge_cache_hits_total\\{family=\"public-view\",level=\"memory\"\\} [1-9]", await admin.GetStringAsync("/metrics"));
        Assert.Equal(0, await edge.Stop());
    }

    private static Task<AppendedEvent> Append(ApiClient api, Shipment shipment, int hour) => api.AppendEvent(
        shipment.Id, new AppendEventRequest(new DateTimeOffset(2026, 3, 2, hour, 0, 0, TimeSpan.Zero), Status.InTransit), Guid.NewGuid());

    private static async Task<(string Version, string From, byte[] Body)> View(EdgeProcess edge, Shipment shipment, string coding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/s/{shipment.Token}.json");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(coding));
        using var answer = await edge.Http.SendAsync(request);
        Assert.Equal(coding == "identity" ? [] : [coding], answer.Content.Headers.ContentEncoding);
        var status = answer.Headers.GetValues("Cache-Status").Single();
        return (
            long.Parse(answer.Headers.ETag!.Tag.Trim('"').Split('.')[0], CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
            status.Split("; ttl=")[0], await answer.Content.ReadAsByteArrayAsync());
    }
}
