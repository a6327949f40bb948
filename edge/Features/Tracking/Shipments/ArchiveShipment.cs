using Edge.Hosting.Endpoints;
using Edge.Pipeline.Idempotency;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Features.Tracking.Shipments;

internal static class ArchiveShipment
{
    public static Task<Reply> Handle(HttpContext http, Guid id, IdempotentWrites writes, ShipmentStore store) =>
        writes.Run(http, [], session => Archive(session, id, store));

    private static async ValueTask<Reply> Archive(Session session, Guid id, ShipmentStore store)
    {
        var shipment = await ShipmentStore.ById(session, id) ?? throw new ProblemException(Problems.ShipmentNotFound());
        var saved = await store.Archive(session, shipment);
        return Reply.Ok(saved.ToContract(), WireJson.Default.Shipment, saved.Version);
    }
}
