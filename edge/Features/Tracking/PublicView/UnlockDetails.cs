using Edge.Caching.HttpCaching;
using Edge.Features.Tracking.Shipments;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Features.Tracking.PublicView;

/// <summary>POST /s/{token}/details: addresses and proof of delivery for who knows the destination's postcode.</summary>
internal static class UnlockDetails
{
    public static async Task<IResult> Handle(
        string token, UnlockDetailsRequest request, Database database, CancellationToken cancellation)
    {
        var shipment = await database.Read(session => ShipmentStore.ByToken(session, token), cancellation);
        if (shipment is null)
            return Problems.ShipmentNotFound();
        return PublicPostcode.Opens(request.Postcode, shipment.Destination?.Postcode)
            ? Answers.Ok(shipment.ToPublicDetails(), WireJson.Default.PublicDetails)
            : Problems.PostcodeMismatch();
    }
}
