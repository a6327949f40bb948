using Edge.Features.Tracking.Shipments;
using Edge.Hosting.Endpoints;
using Edge.Storage;

namespace Edge.Features.Tracking.Live;

/// <summary>GET /api/v1/shipments/{id}/live: tells of each change of a shipment, as server-sent events.</summary>
internal static class WatchShipment
{
    public static Task<IResult> Handle(Guid id, HttpContext http, Database database, LiveAnswer live)
    {
        var organisation = http.Caller().Organisation;
        return live.Stream(
            http, id,
            async () => (await database.Read(session => ShipmentStore.ById(session, organisation, id), http.RequestAborted))?.Version,
            isByRight: true);
    }
}
