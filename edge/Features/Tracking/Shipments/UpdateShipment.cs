using System.Text.Json;
using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Idempotency;
using Edge.Shared.Contracts;
using Edge.Storage;
using Microsoft.Extensions.Primitives;

namespace Edge.Features.Tracking.Shipments;

internal static class UpdateShipment
{
    public static Task<Reply> Handle(
        HttpContext http, Guid id, UpdateShipmentRequest request, IdempotentWrites writes, ShipmentStore store, Edition edition)
    {
        var versions = http.Request.Headers.IfMatch;
        if (versions.Count == 0)
            throw new ProblemException(Problems.VersionMissing());
        EntityTags.Check("If-Match", versions);
        ShipmentRules.Of(request).Throw();
        var bytes = JsonSerializer.SerializeToUtf8Bytes(request, WireJson.Default.UpdateShipmentRequest);
        return writes.Run(http, bytes, session => Update(session, http.Caller().Organisation, id, versions, edition, request, store));
    }

    private static async ValueTask<Reply> Update(
        Session session, long organisation, Guid id, StringValues versions, Edition edition, UpdateShipmentRequest request,
        ShipmentStore store)
    {
        var shipment = await ShipmentStore.ById(session, organisation, id) ?? throw new ProblemException(Problems.ShipmentNotFound());
        if (!EntityTags.MatchNames(versions, shipment.Version, edition))
            throw new ProblemException(Problems.VersionMismatch());
        var saved = await store.SaveDetails(session, shipment with
        {
            Reference = Places.Clean(request.Reference),
            Origin = Places.Tidy(request.Origin),
            Destination = Places.Tidy(request.Destination),
            Pieces = request.Pieces,
            WeightGrams = request.WeightGrams,
            Eta = NewShipment.Stored(request.Eta),
            PromisedAt = request.PromisedAt?.ToStored(),
            ProofOfDelivery = ShipmentRules.Tidy(request.ProofOfDelivery),
        });
        return Reply.Ok(saved.ToContract(), WireJson.Default.Shipment, saved.Version);
    }
}
