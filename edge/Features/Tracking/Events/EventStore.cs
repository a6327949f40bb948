using Edge.Features.Tracking.Shipments;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Sql;

namespace Edge.Features.Tracking.Events;

/// <summary>What became of an event, and the shipment as it is with it (not yet saved).</summary>
internal readonly record struct Appended(AppendOutcome Outcome, EventRow Event, ShipmentRow Shipment);

/// <summary>Appends to timelines and reads them.</summary>
internal sealed class EventStore(TrackingOptions options, TimeProvider time)
{
    // Enough to find the first end after the last correction, which is all that counts, whatever was piled up behind it.
    private const int DecisiveAtMost = 1000;

    /// <summary>
    /// Stores an event unless it is there already, and derives the shipment from it. The caller saves the shipment with
    /// <see cref="ShipmentStore.SaveMoved"/>, once for all events of one transaction.
    /// </summary>
    public async ValueTask<Appended> Append(Session transaction, ShipmentRow shipment, AppendEventRequest request)
    {
        var told = Tell(shipment, request);
        return await transaction.Execute(InsertStatement(told)) == 0
            ? new Appended(AppendOutcome.Duplicate, (await Stored(transaction, shipment.Seq, told.AsStatusEvent))!, shipment)
            : new Appended(AppendOutcome.Appended, told, await Follow(transaction, shipment, told, request));
    }

    /// <summary>Stores several events, each unless it is there already.</summary>
    /// <returns>The stored one of each, in their order: one that is not itself was there before.</returns>
    public static async ValueTask<EventRow[]> Insert(Session transaction, IReadOnlyList<EventRow> told)
    {
        var inserted = await transaction.ExecuteEach([.. told.Select(InsertStatement)]);
        var known = new List<int>();
        for (var at = 0; at < told.Count; at++)
        {
            if (inserted[at] == 0)
                known.Add(at);
        }
        var found = await transaction.ListEach<EventRow>(known.ConvertAll(at => StoredQuery(told[at].ShipmentSeq, told[at].AsStatusEvent)));
        var stored = told.ToArray();
        for (var i = 0; i < known.Count; i++)
            stored[known[i]] = found[i][0];
        return stored;
    }

    /// <summary>What a request tells of a shipment, not yet stored.</summary>
    public EventRow Tell(ShipmentRow shipment, AppendEventRequest request) => NewEvent.From(request, shipment, time.StoredNow());

    /// <summary>The shipment as it is with an event that was stored.</summary>
    public async ValueTask<ShipmentRow> Follow(Session transaction, ShipmentRow shipment, EventRow told, AppendEventRequest request)
    {
        shipment = shipment with { Span = EventSpan.With(shipment.Span, told.EventTime) };
        var moved = told.Force == Force.None
            ? ShipmentChanges.Foreseen(shipment, told)
            : await Derive(transaction, shipment, told);
        moved = ShipmentChanges.Proven(moved, told, ShipmentRules.Tidy(request.ProofOfDelivery)) with { FreshAsOf = told.RecordTime };
        return moved.Flagged(options.StaleAfter, told.RecordTime);
    }

    /// <summary>A page of a timeline, newest first; one row more than <paramref name="limit"/> when there are more.</summary>
    public static ValueTask<List<EventRow>> Timeline(Session session, ShipmentRow shipment, Cursor? after, int limit) =>
        session.List<EventRow>(TimelineQuery(shipment.Seq, shipment.Span, after, limit));

    internal static SqlText TimelineQuery(long shipmentSeq, EventSpan? span, Cursor? after, int limit)
    {
        var behind = SqlText.Empty;
        if (after is { } cursor)
        {
            behind = $"and (e.event_time, e.seq) < ({cursor.First}, {cursor.Second})";
            // Said in both ways: a pair rules out no partition.
            var last = DateTimeOffset.FromUnixTimeMilliseconds(cursor.First);
            span = span is not null && last < span.Through ? span with { Through = last } : span;
        }
        return $"""
            select {EventRow.Columns} from events e where e.shipment_seq = {shipmentSeq}{EventSpan.Condition(span)} {behind}
            order by e.event_time desc, e.seq desc limit {limit + 1}
            """;
    }

    private static async ValueTask<ShipmentRow> Derive(Session transaction, ShipmentRow shipment, EventRow told)
    {
        if (!StatusDerivation.TryAdvance(shipment.Explained.Event, told.AsStatusEvent, out var winner))
            winner = await DeriveFromAll(transaction, shipment);
        if (winner == shipment.Explained.Event)
            return shipment;
        var explaining = winner == told.AsStatusEvent ? told : (await Stored(transaction, shipment.Seq, winner))!;
        return ShipmentChanges.ExplainedBy(shipment, explaining);
    }

    // Plain events never end or reopen a journey: the decisive ones since the last correction and the latest plain one say it all.
    private static async ValueTask<StatusEvent> DeriveFromAll(Session transaction, ShipmentRow shipment)
    {
        var decisive = await transaction.List<EventRow>(DecisiveQuery(shipment.Seq, shipment.Span));
        var plain = await transaction.List<EventRow>(LatestPlainQuery(shipment.Seq, shipment.Span));
        return StatusDerivation.Of(decisive.Concat(plain).ToList().ConvertAll(row => row.AsStatusEvent))!.Value;
    }

    // The aliases of the inner statements are the outer one's too: EventSpan's condition speaks of e.
    internal static SqlText DecisiveQuery(long shipmentSeq, EventSpan? span) => $"""
        select {EventRow.Columns} from events e
        where e.shipment_seq = {shipmentSeq}{EventSpan.Condition(span)} and e.force = 2 and e.event_time >= coalesce((
            select e.event_time from events e
            where e.shipment_seq = {shipmentSeq}{EventSpan.Condition(span)} and e.force = 2 and e.correction = 1
            order by e.event_time desc limit 1), 0)
        order by e.event_time limit {DecisiveAtMost}
        """;

    // Those of one instant at the most: which of them speaks is StatusDerivation's to say.
    internal static SqlText LatestPlainQuery(long shipmentSeq, EventSpan? span) => $"""
        select {EventRow.Columns} from events e
        where e.shipment_seq = {shipmentSeq}{EventSpan.Condition(span)} and e.force = 1 and e.event_time = (
            select e.event_time from events e
            where e.shipment_seq = {shipmentSeq}{EventSpan.Condition(span)} and e.force = 1 order by e.event_time desc limit 1)
        """;

    // The hash alone would do: it holds the time, which says where to look.
    internal static SqlText StoredQuery(long shipmentSeq, StatusEvent told) => $"""
        select {EventRow.Columns} from events e
        where e.shipment_seq = {shipmentSeq} and e.dedupe = {DedupeHash.ToBytes(told.Dedupe)} and e.event_time = {told.Time}
        """;

    private static ValueTask<EventRow?> Stored(Session session, long shipmentSeq, StatusEvent told) =>
        session.First<EventRow>(StoredQuery(shipmentSeq, told));

    private static SqlText InsertStatement(EventRow row) => $"""
        insert into events (
            id, shipment_seq, event_time, utc_offset, precision, record_time, classifier, status, sub_status, reason, raw_code,
            raw_text, location, source, rule, correction, flags, force, dedupe)
        values (
            {row.Id}, {row.ShipmentSeq}, {row.EventTime}, {row.UtcOffset}, {WireName.Of(row.Precision)}, {row.RecordTime},
            {WireName.Of(row.Classifier)}, {WireName.Of(row.Status)}, {row.SubStatus}, {row.Reason}, {row.RawCode}, {row.RawText},
            {Places.ToJson(row.Location)}, {WireName.Of(row.Source)}, {row.Rule}, {row.Correction}, {row.Flags}, {(int)row.Force},
            {DedupeHash.ToBytes(row.Dedupe)})
        on conflict do nothing
        """;
}
