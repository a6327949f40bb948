using Edge.Features.Tracking.Events;
using Edge.Features.Tracking.Shipments;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.Tracking.Events;

public class EventStoreTests
{
    private static readonly Status[] Words = Enum.GetValues<Status>();

    [Fact]
    public async Task Whatever_arrives_in_whatever_order_the_stored_status_is_the_derived_one()
    {
        await using var server = await EdgeServer.Start();
        for (var seed = 0; seed < 150; seed++)
        {
            var requests = Requests(new Random(seed));
            var one = await Appended(server, $"A{seed}", requests);
            new Random(~seed).Shuffle(requests);
            var other = await Appended(server, $"B{seed}", requests);

            var expected = StatusDerivation.Of(requests.Where(Tells).Select(AsStatusEvent));
            Assert.Equal(expected?.Status ?? Status.Unknown, one.Status);
            Assert.Equal(expected?.Time, one.Explained.Event?.Time);
            Assert.Equal(
                (one.Status, one.SubStatus, one.Flags, one.DeliveredAt, one.Explained.Event),
                (other.Status, other.SubStatus, other.Flags, other.DeliveredAt, other.Explained.Event));
        }
    }

    private static AppendEventRequest[] Requests(Random random) => [.. Enumerable.Range(0, random.Next(1, 25)).Select(i =>
        new AppendEventRequest(
            FakeTime.Noon.AddMinutes(random.Next(8)),
            Words[random.Next(Words.Length)],
            SubStatus: $"s{i}",
            // The place tells events of one code and instant apart.
            Location: new Location(City: $"C{i}"),
            Classifier: random.Next(6) == 0 ? Classifier.Estimated : Classifier.Actual,
            Correction: random.Next(5) == 0,
            Flags: random.Next(3) == 0 ? [ShipmentFlag.Customs] : null))];

    private static async Task<ShipmentRow> Appended(EdgeServer server, string number, AppendEventRequest[] requests)
    {
        var database = server.Services.GetRequiredService<Database>();
        var shipments = server.Services.GetRequiredService<ShipmentStore>();
        var events = server.Services.GetRequiredService<EventStore>();
        return await database.Transaction(async session =>
        {
            var row = (await shipments.Create(session, Organisations.Home, new CreateShipmentRequest(number, "other"))).Shipment;
            foreach (var request in requests)
            {
                var (outcome, _, after) = await events.Append(session, row, request);
                Assert.Equal(AppendOutcome.Appended, outcome);
                row = await shipments.SaveMoved(session, row, after, events: 1);
            }
            var read = (await ShipmentStore.ById(session, Organisations.Home, row.Id))!;
            Assert.Equal((row.Version, row.Status, row.Flags), (read.Version, read.Status, read.Flags));
            return read;
        });
    }

    private static bool Tells(AppendEventRequest request) => request is { Classifier: Classifier.Actual, Status: not Status.Unknown };

    private static StatusEvent AsStatusEvent(AppendEventRequest request) => new(
        request.EventTime,
        request.Correction,
        request.Status!.Value,
        DedupeHash.Of("other", null, request.Status!.Value, request.EventTime, request.Location, request.Classifier, request.Correction));
}
