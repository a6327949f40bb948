using System.Net;
using Edge.Shared.Contracts;
using static Edge.Tests.Features.Tracking.TrackingClient;

namespace Edge.Tests.Features.Tracking.Shipments;

public class ArchiveShipmentTests
{
    [Fact]
    public async Task Returns_200_and_takes_the_parcel_out_of_the_list_and_into_that_of_the_archived()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");

        var answer = await client.Post($"{Root}/{shipment.Id}/archive", "");

        Assert.Equal((HttpStatusCode.OK, "2", FakeTime.Noon), (answer.Status, answer.Version, answer.Shipment.ArchivedAt));
        Assert.Empty((await client.List("")).Items);
        Assert.Equal(shipment.Id, Assert.Single((await client.List("archived=true")).Items).Id);
    }

    [Fact]
    public async Task A_second_time_changes_nothing()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        var first = await client.Post($"{Root}/{shipment.Id}/archive", "");
        server.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(first.Body, (await client.Post($"{Root}/{shipment.Id}/archive", "")).Body);
    }

    [Fact]
    public async Task Returns_401_403_and_404_for_those_who_may_not_and_for_what_is_not_there()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var path = $"{Root}/{Guid.NewGuid()}/archive";
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.As(null).Post(path, "")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.As(Role.Driver).Post(path, "")).Status);
        Assert.Equal("shipment-not-found", (await client.Post(path, "")).ProblemType);
    }
}
