using Edge.Features.Tracking.Shipments;
using Edge.Shared.Contracts;
using Edge.Storage.Sql;

namespace Edge.Features.Tracking.Events;

/// <summary>What an event can do to a status.</summary>
internal enum Force
{
    /// <summary>A forecast, a plan, or a code that no rule knows.</summary>
    None = 0,

    Plain = 1,

    /// <summary>It can end a journey or reopen one.</summary>
    Decisive = 2,
}

internal sealed record EventRow : IRow<EventRow>
{
    /// <summary>The columns in the order of <see cref="Read"/>, of a table or alias <c>e</c>.</summary>
    public static readonly SqlText Columns = $"""
        e.seq, e.id, e.shipment_seq, e.event_time, e.utc_offset, e.precision, e.record_time, e.classifier, e.status, e.sub_status,
        e.reason, e.raw_code, e.raw_text, e.location, e.source, e.rule, e.correction, e.flags, e.force, e.dedupe
        """;

    public long Seq { get; init; }

    public required Guid Id { get; init; }

    public required long ShipmentSeq { get; init; }

    public required DateTimeOffset EventTime { get; init; }

    public int? UtcOffset { get; init; }

    public required Precision Precision { get; init; }

    public required DateTimeOffset RecordTime { get; init; }

    public required Classifier Classifier { get; init; }

    public required Status Status { get; init; }

    public string? SubStatus { get; init; }

    public string? Reason { get; init; }

    public string? RawCode { get; init; }

    public string? RawText { get; init; }

    public Location? Location { get; init; }

    public required EventSource Source { get; init; }

    public required string Rule { get; init; }

    public required bool Correction { get; init; }

    public required int Flags { get; init; }

    public required Force Force { get; init; }

    public required UInt128 Dedupe { get; init; }

    public StatusEvent AsStatusEvent => new(EventTime, Correction, Status, Dedupe);

    public static EventRow Read(Columns columns) => new()
    {
        Seq = columns.Long(0),
        Id = columns.Id(1),
        ShipmentSeq = columns.Long(2),
        EventTime = columns.Time(3),
        UtcOffset = columns.IntOrNull(4),
        Precision = WireName.Parse<Precision>(columns.Text(5)),
        RecordTime = columns.Time(6),
        Classifier = WireName.Parse<Classifier>(columns.Text(7)),
        Status = WireName.Parse<Status>(columns.Text(8)),
        SubStatus = columns.TextOrNull(9),
        Reason = columns.TextOrNull(10),
        RawCode = columns.TextOrNull(11),
        RawText = columns.TextOrNull(12),
        Location = Places.FromJson(columns.TextOrNull(13)),
        Source = WireName.Parse<EventSource>(columns.Text(14)),
        Rule = columns.Text(15),
        Correction = columns.Bool(16),
        Flags = columns.Int(17),
        Force = (Force)columns.Int(18),
        Dedupe = DedupeHash.Read(columns.Bytes(19)),
    };

    public Event ToContract() => new(
        Id, EventTime, UtcOffset, Precision, RecordTime, Classifier, Status, SubStatus, Reason, RawCode, RawText, Location, Source, Rule,
        Correction, FlagBits.Flags(Flags));
}
