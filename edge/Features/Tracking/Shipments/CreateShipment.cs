using System.Text.Json;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Idempotency;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Features.Tracking.Shipments;

internal static class CreateShipment
{
    public static Task<Reply> Handle(HttpContext http, CreateShipmentRequest request, IdempotentWrites writes, ShipmentStore store)
    {
        ShipmentRules.Of(request).Throw();
        var mayRead = http.Caller().May(Permission.ShipmentsRead);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(request, WireJson.Default.CreateShipmentRequest);
        return writes.Run(http, bytes, session => Create(session, request, store, mayRead));
    }

    private static async ValueTask<Reply> Create(Session session, CreateShipmentRequest request, ShipmentStore store, bool mayRead)
    {
        var (shipment, isNew) = await store.Create(session, request);
        if (!isNew)
            throw new ProblemException(Problems.ShipmentExists(mayRead ? shipment.Id : null));
        return Reply.Created(
            shipment.ToContract(), WireJson.Default.Shipment, $"/api/v1/shipments/{shipment.Id}", shipment.Version);
    }
}
