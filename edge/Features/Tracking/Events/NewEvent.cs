using Edge.Features.Tracking.Carriers;
using Edge.Features.Tracking.Shipments;
using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Events;

/// <summary>Reads a request's event: what its sender said, and what the carrier's mapping makes of its raw code.</summary>
internal static class NewEvent
{
    private const string GivenRule = "given";
    private const string UnmappedRule = "unmapped";

    /// <param name="request">One that <see cref="EventRules"/> finds no fault with.</param>
    public static EventRow From(AppendEventRequest request, ShipmentRow shipment, DateTimeOffset now)
    {
        var rawCode = Places.Clean(request.RawCode);
        var mapped = request.Status is null && rawCode is not null ? StatusMapping.Find(shipment.Carrier, rawCode) : null;
        var status = request.Status ?? mapped?.Status ?? Status.Unknown;
        var time = request.EventTime.ToStored();
        var place = Places.Tidy(request.Location);
        return new EventRow
        {
            Id = Guid.CreateVersion7(now),
            ShipmentSeq = shipment.Seq,
            EventTime = time,
            UtcOffset = request.UtcOffset ?? OffsetOf(request.EventTime),
            Precision = request.Precision,
            RecordTime = now,
            Classifier = request.Classifier,
            Status = status,
            SubStatus = Places.Clean(request.SubStatus) ?? mapped?.SubStatus,
            Reason = Places.Clean(request.Reason) ?? mapped?.Reason,
            RawCode = rawCode,
            RawText = Places.Clean(request.RawText),
            Location = place,
            Source = request.Source,
            Rule = request.Status is not null ? GivenRule : mapped?.RuleId ?? UnmappedRule,
            Correction = request.Correction,
            Flags = FlagBits.Of(request.Flags) | FlagBits.Of(mapped?.Flags),
            Force = ForceOf(request, status),
            Dedupe = DedupeHash.Of(shipment.Carrier, rawCode, status, time, place, request.Classifier, request.Correction),
        };
    }

    private static Force ForceOf(AppendEventRequest request, Status status)
    {
        if (request.Classifier != Classifier.Actual || status == Status.Unknown)
            return Force.None;
        return request.Correction || StatusRank.IsTerminal(status) ? Force.Decisive : Force.Plain;
    }

    // "Z" says nothing about the place's clock; another offset does.
    private static int? OffsetOf(DateTimeOffset time) => time.Offset == TimeSpan.Zero ? null : (int)time.Offset.TotalMinutes;
}
