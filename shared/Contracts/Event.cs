namespace Edge.Shared.Contracts;

/// <summary>One entry of a parcel's timeline.</summary>
/// <param name="EventTime">When it happened, UTC.</param>
/// <param name="UtcOffset">Minutes east of UTC at the place, null when unknown.</param>
/// <param name="RecordTime">When this service stored it.</param>
/// <param name="Rule">The mapping rule that read the event's status; "given" when the sender named the status, "unmapped" when no rule knows the raw code.</param>
/// <param name="Correction">True when the event may lead out of a terminal status.</param>
/// <param name="Flags">What the event tells beside the status; the shipment shows the flags of the event that explains its status.</param>
public sealed record Event(
    Guid Id,
    DateTimeOffset EventTime,
    int? UtcOffset,
    Precision Precision,
    DateTimeOffset RecordTime,
    Classifier Classifier,
    Status Status,
    string? SubStatus,
    string? Reason,
    string? RawCode,
    string? RawText,
    Location? Location,
    EventSource Source,
    string Rule,
    bool Correction,
    IReadOnlyList<ShipmentFlag> Flags);

/// <summary>A page of a timeline, newest first.</summary>
public sealed record EventPage(IReadOnlyList<Event> Items, string? Next);

/// <summary>An event to append. Give <paramref name="Status"/>, or <paramref name="RawCode"/> to have the carrier's mapping read it.</summary>
/// <param name="EventTime">RFC 3339 with offset; at most one day in the future unless estimated or planned.</param>
/// <param name="UtcOffset">Minutes east of UTC, -840 to 840; taken from <paramref name="EventTime"/> when absent and the time is not UTC.</param>
/// <param name="ProofOfDelivery">Kept with the shipment when it is delivered after the event.</param>
/// <param name="Flags">Added to those of the mapping rule; "stale" cannot be told, only time raises it.</param>
public sealed record AppendEventRequest(
    DateTimeOffset EventTime,
    Status? Status = null,
    string? SubStatus = null,
    string? Reason = null,
    string? RawCode = null,
    string? RawText = null,
    Location? Location = null,
    int? UtcOffset = null,
    Precision Precision = Precision.Second,
    Classifier Classifier = Classifier.Actual,
    EventSource Source = EventSource.Api,
    bool Correction = false,
    ProofOfDelivery? ProofOfDelivery = null,
    IReadOnlyList<ShipmentFlag>? Flags = null);

/// <summary>What became of an event: "appended", or "duplicate" of one that is already there.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(WireEnum<AppendOutcome>))]
public enum AppendOutcome
{
    Appended,
    Duplicate,
    Rejected,
}

/// <summary>The answer to one appended event: the event as stored (the first one, if a duplicate) and the shipment after it.</summary>
public sealed record AppendedEvent(AppendOutcome Outcome, Event Event, Shipment Shipment);

/// <summary>One item of a batch. Names its shipment by <paramref name="ShipmentId"/>, or by <paramref name="Number"/> (and carrier).</summary>
public sealed record AppendEventsItem(
    AppendEventRequest Event, Guid? ShipmentId = null, string? Carrier = null, string? Number = null);

/// <summary>1 to 1,000 events, for any shipments.</summary>
public sealed record AppendEventsRequest(IReadOnlyList<AppendEventsItem> Items);

/// <summary>The result of one item, in the order of the request. <paramref name="Problem"/> says why it was rejected.</summary>
public sealed record AppendEventsResult(int Index, AppendOutcome Outcome, Guid? EventId, Guid? ShipmentId, ItemProblem? Problem);

/// <summary>Why an item of a batch or a line of an import was refused.</summary>
/// <param name="Type">A problem type such as "shipment-not-found".</param>
public sealed record ItemProblem(string Type, string Detail, string? Field = null);

public sealed record AppendEventsResponse(int Appended, int Duplicates, int Rejected, IReadOnlyList<AppendEventsResult> Items);
