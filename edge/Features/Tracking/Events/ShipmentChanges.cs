using Edge.Features.Tracking.Shipments;
using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Events;

/// <summary>What events do to a shipment.</summary>
internal static class ShipmentChanges
{
    private const string ToldByEvent = "event";

    /// <summary>The shipment with the status that <paramref name="told"/> gives it.</summary>
    public static ShipmentRow ExplainedBy(ShipmentRow shipment, EventRow told)
    {
        var isDelivered = told.Status == Status.Delivered;
        return shipment with
        {
            Status = told.Status,
            SubStatus = told.SubStatus,
            Reason = told.Reason,
            ToldFlags = told.Flags,
            Explained = new Explained(told.Id, told.Rule, told.AsStatusEvent),
            DeliveredAt = isDelivered ? told.EventTime : null,
            // Whoever corrects a delivery away says that no one took the parcel.
            ProofOfDelivery = shipment.Status == Status.Delivered && !isDelivered ? null : shipment.ProofOfDelivery,
        };
    }

    /// <summary>The shipment with the expected time that a forecast or plan of its delivery gives it: the newest word counts.</summary>
    public static ShipmentRow Foreseen(ShipmentRow shipment, EventRow told)
    {
        if (told.Classifier == Classifier.Actual || told.Status != Status.Delivered || StatusRank.IsTerminal(shipment.Status))
            return shipment;
        return shipment with { Eta = WindowOf(told) };
    }

    /// <summary>The shipment with the proof that a delivery brought along.</summary>
    public static ShipmentRow Proven(ShipmentRow shipment, EventRow told, ProofOfDelivery? proof) =>
        proof is not null && told.Force != Force.None && told.Status == Status.Delivered && shipment.Status == Status.Delivered
            ? shipment with { ProofOfDelivery = proof }
            : shipment;

    // A day means the place's day, where its clock is known.
    private static Eta WindowOf(EventRow told)
    {
        if (told.Precision != Precision.Day)
            return new Eta(told.EventTime, told.EventTime, ToldByEvent);
        var offset = TimeSpan.FromMinutes(told.UtcOffset ?? 0);
        var midnight = new DateTimeOffset(told.EventTime.ToOffset(offset).Date, offset).ToStored();
        return new Eta(midnight, midnight.AddDays(1).AddMilliseconds(-1), ToldByEvent);
    }
}
