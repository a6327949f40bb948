using System.Text.Json.Serialization;

namespace Edge.Shared.Contracts;

/// <summary>What happened last to a parcel. The rank (<see cref="StatusRank.Of"/>) breaks ties between events of one instant.</summary>
[JsonConverter(typeof(WireEnum<Status>))]
public enum Status
{
    Unknown,
    Expired,
    Pending,
    PickedUp,
    InTransit,
    OnHold,
    OutForDelivery,
    DeliveryFailed,
    ReadyForPickup,
    ReturnToSender,
    Delivered,
    Returned,
    Cancelled,
}

/// <summary>What is unusual about a parcel beside its status: a parcel can be in transit and late.</summary>
[JsonConverter(typeof(WireEnum<ShipmentFlag>))]
public enum ShipmentFlag
{
    Delayed,
    Customs,
    ActionRequired,
    Exception,
    Stale,
}

/// <summary>Whether an event happened, is foreseen by a forecast, or is planned (GS1 EPCIS and DCSA use the same three words).</summary>
[JsonConverter(typeof(WireEnum<Classifier>))]
public enum Classifier
{
    Actual,
    Estimated,
    Planned,
}

/// <summary>How exact an event's time is: carriers often give a day only.</summary>
[JsonConverter(typeof(WireEnum<Precision>))]
public enum Precision
{
    Second,
    Minute,
    Day,
}

/// <summary>Who told of an event.</summary>
[JsonConverter(typeof(WireEnum<EventSource>))]
public enum EventSource
{
    Carrier,
    Api,
    User,
    Device,
}

public static class StatusRank
{
    /// <summary>The rank of a status, 0 (unknown) to 95 (returned, cancelled).</summary>
    public static int Of(Status status) => status switch
    {
        Status.Unknown => 0,
        Status.Expired => 5,
        Status.Pending => 10,
        Status.PickedUp => 20,
        Status.InTransit => 30,
        Status.OnHold => 35,
        Status.OutForDelivery => 40,
        Status.DeliveryFailed => 45,
        Status.ReadyForPickup => 50,
        Status.ReturnToSender => 60,
        Status.Delivered => 90,
        Status.Returned or Status.Cancelled => 95,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>True for delivered, returned and cancelled: only a correction leads out of them.</summary>
    public static bool IsTerminal(Status status) => status is Status.Delivered or Status.Returned or Status.Cancelled;
}
