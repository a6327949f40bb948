using Edge.Caching.HttpCaching;
using Edge.Features.Tracking.Events;
using Edge.Features.Tracking.Shipments;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Features.Tracking.PublicView;

/// <summary>GET /s/{token}.json: what anyone who holds the token may see.</summary>
internal static class GetPublicShipment
{
    // A timeline longer than this is a loop of scans; its newest part tells enough.
    private const int MaxEvents = 200;

    public static async Task<IResult> Handle(string token, Database database, CancellationToken cancellation)
    {
        var found = await database.Read(session => Find(session, token), cancellation);
        if (found is not { } view)
            return Problems.ShipmentNotFound();
        return Answers.Ok(view.Shipment.ToPublic(view.Events), WireJson.Default.PublicShipment, view.Shipment.Version);
    }

    private static async ValueTask<(ShipmentRow Shipment, List<EventRow> Events)?> Find(Session session, string token)
    {
        if (await ShipmentStore.ByToken(session, token) is not { } shipment)
            return null;
        return (shipment, await EventStore.Timeline(session, shipment, null, MaxEvents));
    }
}
