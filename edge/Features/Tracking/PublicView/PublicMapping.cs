using Edge.Features.Tracking.Carriers;
using Edge.Features.Tracking.Events;
using Edge.Features.Tracking.Shipments;
using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.PublicView;

/// <summary>The one place that decides what of a shipment is public.</summary>
internal static class PublicMapping
{
    // What the team says to itself. The web app marks it so: it tells no status.
    private const string Note = "note";

    public static PublicShipment ToPublic(this ShipmentRow row, List<EventRow> events)
    {
        var shipment = row.ToContract();
        return new PublicShipment(
            shipment.Token,
            shipment.Carrier,
            CarrierCatalog.Find(shipment.Carrier)?.Name ?? shipment.Carrier,
            shipment.Number,
            CarrierCatalog.TrackingUrl(shipment.Carrier, shipment.Number),
            shipment.Status,
            shipment.Flags,
            shipment.SubStatus,
            shipment.Explanation,
            shipment.Eta,
            shipment.PromisedAt,
            shipment.DeliveredAt,
            shipment.Destination?.City,
            shipment.Destination?.Country,
            HasDetails: PublicPostcode.IsAsked(shipment.Destination?.Postcode),
            events.FindAll(row => row.SubStatus != Note).ConvertAll(ToPublic),
            shipment.FreshAsOf);
    }

    public static PublicDetails ToPublicDetails(this ShipmentRow row)
    {
        var shipment = row.ToContract();
        return new PublicDetails(
            shipment.Origin, shipment.Destination, shipment.Reference, shipment.Pieces, shipment.WeightGrams, shipment.ProofOfDelivery);
    }

    private static PublicEvent ToPublic(EventRow row)
    {
        var seen = row.ToContract();
        return new PublicEvent(
            seen.Id, seen.EventTime, seen.UtcOffset, seen.Precision, seen.Classifier, seen.Status, seen.SubStatus,
            seen.Location?.City, seen.Location?.Country, seen.Correction);
    }
}
