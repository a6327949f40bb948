using Edge.Hosting.Endpoints;
using Edge.Pipeline.Idempotency;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Features.Tracking.Shipments;

internal static class ArchiveShipment
{
    public static Task<Reply> Handle(HttpContext http, Guid id, IdempotentWrites writes, ShipmentStore store) =>
        writes.Run(http, [], session => Archive(session, http.Caller().Organisation, id, store));

    private static async ValueTask<Reply> Archive(Session session, long organisation, Guid id, ShipmentStore store)
    {
        var shipment = await ShipmentStore.ById(session, organisation, id) ?? throw new ProblemException(Problems.ShipmentNotFound());
        var saved = await store.Archive(session, shipment);
        return Reply.Ok(saved.ToContract(), WireJson.Default.Shipment, saved.Version);
    }
}
