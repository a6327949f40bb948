using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Features.Tracking.Shipments;

internal static class GetShipment
{
    public static async Task<JsonAnswer<Shipment>> Handle(
        Guid id, HttpContext http, Database database, CancellationToken cancellation)
    {
        var shipment = await database.Read(session => ShipmentStore.ById(session, http.Caller().Organisation, id), cancellation)
            ?? throw new ProblemException(Problems.ShipmentNotFound());
        return Answers.Ok(shipment.ToContract(), WireJson.Default.Shipment, shipment.Version);
    }
}
