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
        var caller = http.Caller();
        var bytes = JsonSerializer.SerializeToUtf8Bytes(request, WireJson.Default.CreateShipmentRequest);
        return writes.Run(http, bytes, session => Create(session, caller, request, store));
    }

    private static async ValueTask<Reply> Create(Session session, Caller caller, CreateShipmentRequest request, ShipmentStore store)
    {
        var (shipment, isNew) = await store.Create(session, caller.Organisation, request);
        if (!isNew)
            throw new ProblemException(Problems.ShipmentExists(caller.May(Permission.ShipmentsRead) ? shipment.Id : null));
        return Reply.Created(
            shipment.ToContract(), WireJson.Default.Shipment, $"/api/v1/shipments/{shipment.Id}", shipment.Version);
    }
}
