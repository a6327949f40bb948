using Edge.Features.Tracking.Events;
using Edge.Features.Tracking.Shipments;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Features.Tracking.Demo;

/// <summary>Gives the home organisation the demo parcels; those that are there already are left alone.</summary>
internal sealed class DemoSeeder(Database database, ShipmentStore shipments, EventStore events, TimeProvider time)
{
    /// <returns>How many parcels were new.</returns>
    public Task<int> Run(CancellationToken cancellation = default) => database.Transaction(
        async session =>
        {
            var seeded = 0;
            foreach (var parcel in DemoParcels.All)
                seeded += await Seed(session, parcel) ? 1 : 0;
            return seeded;
        },
        cancellation);

    private async ValueTask<bool> Seed(Session session, DemoParcel parcel)
    {
        var now = time.StoredNow();
        var promised = parcel.PromisedInHours is { } hours ? now.AddHours(hours) : (DateTimeOffset?)null;
        var (created, isNew) = await shipments.Create(session, Organisations.Home, new CreateShipmentRequest(
            parcel.Number, parcel.Carrier, parcel.Reference, parcel.From, parcel.To, Pieces: 1, WeightGrams: 1200, PromisedAt: promised));
        if (!isNew)
            return false;
        var shipment = created;
        var count = 0;
        foreach (var told in DemoJourney.Of(parcel, now))
        {
            shipment = (await events.Append(session, shipment, told)).Shipment;
            count++;
        }
        await shipments.SaveMoved(session, created, shipment, count);
        return true;
    }
}
