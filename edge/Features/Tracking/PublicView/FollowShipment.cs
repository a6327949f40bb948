using Edge.Caching.HttpCaching;
using Edge.Features.Tracking.Carriers;
using Edge.Features.Tracking.Shipments;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.RateLimiting;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Features.Tracking.PublicView;

/// <summary>
/// POST /api/v1/follow: a tracking number, and the postcode where the shipment has one, for the public token. Tracking numbers can be
/// counted through, so an unknown number, a wrong postcode and a missing one give the same answer, whichever organisation has the number, and
/// misses are limited by address and by number.
/// </summary>
internal static class FollowShipment
{
    public static async Task<IResult> Handle(
        FollowRequest request, HttpContext http, Limits limits, Database database, CancellationToken cancellation)
    {
        if (!TrackingNumber.TryParse(request.Number, out var number, out var fault))
            return Problems.Invalid(new Dictionary<string, string[]> { ["number"] = [fault] });
        if (limits.GuessAt(number.Value, http) is { } refusal)
            return refusal;
        var candidates = await database.Read(
            session => ShipmentStore.LiveOfAll(session, number.Value), cancellation);
        return Meant(candidates, request.Postcode) is { } found
            ? Answers.Ok(new Followed(found.Token, $"/s/{found.Token}"), WireJson.Default.Followed)
            : Problems.ParcelNotFound();
    }

    // The one that the postcode opens: another organisation's of the same number, which asks for none, shall not stand in for it.
    private static ShipmentRow? Meant(List<ShipmentRow> candidates, string? postcode) =>
        candidates.Find(shipment => PublicPostcode.Opens(postcode, shipment.Destination?.Postcode))
        ?? candidates.Find(shipment => !PublicPostcode.IsAsked(shipment.Destination?.Postcode));
}
