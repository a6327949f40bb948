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
/// counted through, so an unknown number, a wrong postcode and a missing one give the same answer, and misses
/// are limited by address and by number.
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
            session => ShipmentStore.Live(session, number.Value, carrier: null), cancellation);
        return candidates.Find(shipment => MayFollow(shipment, request.Postcode)) is { } found
            ? Answers.Ok(new Followed(found.Token, $"/s/{found.Token}"), WireJson.Default.Followed)
            : Problems.ParcelNotFound();
    }

    private static bool MayFollow(ShipmentRow shipment, string? postcode) =>
        !PublicPostcode.IsAsked(shipment.Destination?.Postcode) || PublicPostcode.Opens(postcode, shipment.Destination?.Postcode);
}
