using Edge.Features.Tracking.Events;
using Edge.Storage;
using Edge.Storage.Facts;
using Edge.Storage.Sql;

namespace Edge.Features.Tracking.Shipments;

/// <summary>
/// Archives parcels of all organisations that were finished long ago, and removes those that were archived long ago, each with the fact that
/// tells of it.
/// It goes in small transactions that take the rows they change, so writers come in between, several nodes may be at it, and
/// what a stop interrupts the next run takes up.
/// </summary>
internal sealed partial class RetentionStore(
    Database database, ShipmentStore shipments, FactLog facts, TrackingOptions options, TimeProvider time, ILogger<RetentionStore> log)
{
    /// <summary>What one transaction does at the most.</summary>
    internal const int ShipmentsAtOnce = 50;
    internal const int EventsAtOnce = 2000;

    /// <returns>How many rows went for good.</returns>
    public async Task<int> Run(CancellationToken cancellation)
    {
        var archived = 0;
        if (options.ArchiveAfter > TimeSpan.Zero)
            archived = await Repeat(FinishedQuery(time.StoredNow() - options.ArchiveAfter, 1), ArchiveSome, cancellation);
        if (archived > 0)
            LogArchived(archived);
        if (options.RemoveAfter == TimeSpan.Zero)
            return 0;
        return await Repeat(RemovableQuery(time.StoredNow() - options.RemoveAfter, 1), RemoveSome, cancellation);
    }

    /// <returns>How many shipments were archived; 0 when none was due.</returns>
    internal async ValueTask<int> ArchiveSome(Session transaction)
    {
        var due = FinishedQuery(time.StoredNow() - options.ArchiveAfter, ShipmentsAtOnce);
        var finished = await transaction.List<ShipmentRow>($"{due} {transaction.RowLock}");
        foreach (var shipment in finished)
            await shipments.Archive(transaction, shipment);
        return finished.Count;
    }

    /// <returns>How many rows went, of events and of shipments; 0 when none was due.</returns>
    internal async ValueTask<int> RemoveSome(Session transaction)
    {
        var due = RemovableQuery(time.StoredNow() - options.RemoveAfter, ShipmentsAtOnce);
        var (gone, events) = (0, 0);
        foreach (var shipment in await transaction.List<ShipmentRow>($"{due} {transaction.RowLock}"))
        {
            events += await RemoveEvents(transaction, shipment, EventsAtOnce - events);
            // It may have more of them: the next transaction begins with it.
            if (events >= EventsAtOnce)
                break;
            await Remove(transaction, shipment);
            gone++;
        }
        return gone + events;
    }

    // By creation, which comes before all that is heard and never changes: an index on what each event changes would cost each event.
    internal static SqlText FinishedQuery(DateTimeOffset before, int limit) => $"""
        select {ShipmentRow.Columns} from shipments s
        where s.archived_at is null and s.status in ('delivered', 'returned', 'cancelled')
            and s.created_at <= {before} and s.fresh_as_of <= {before}
        order by s.created_at limit {limit}
        """;

    // A parcel of which somebody still tells something stays, though it was archived.
    internal static SqlText RemovableQuery(DateTimeOffset before, int limit) => $"""
        select {ShipmentRow.Columns} from shipments s
        where s.archived_at <= {before} and s.fresh_as_of <= {before}
        order by s.archived_at limit {limit}
        """;

    // Asked of a reader first: with nothing due, which is nearly always, the writer is left alone.
    private async Task<int> Repeat(SqlText anyDue, Func<Session, ValueTask<int>> some, CancellationToken cancellation)
    {
        var total = 0;
        if (await database.Read(session => session.First<ShipmentRow>(anyDue), cancellation) is null)
            return total;
        for (var done = 1; done > 0 && !cancellation.IsCancellationRequested; total += done)
            done = await database.Transaction(some, cancellation);
        return total;
    }

    private static async ValueTask<int> RemoveEvents(Session transaction, ShipmentRow shipment, int limit)
    {
        SqlText theirs = $"e.shipment_seq = {shipment.Seq}{EventSpan.Condition(shipment.Span)}";
        var rest = await transaction.First<Place>($"""
            select e.event_time, e.seq from events e where {theirs} order by e.event_time, e.seq limit 1 offset {limit}
            """);
        if (rest is null)
            return await transaction.Execute($"delete from events as e where {theirs}");
        return await transaction.Execute($"delete from events as e where {theirs} and (e.event_time, e.seq) < ({rest.Time}, {rest.Seq})");
    }

    private async ValueTask Remove(Session transaction, ShipmentRow shipment)
    {
        if (transaction.Dialect == Dialect.Sqlite)
            await transaction.Execute(ShipmentQuery.Unindex(shipment));
        await transaction.Execute($"delete from shipments where seq = {shipment.Seq} and organisation = {shipment.Organisation}");
        await facts.Append(transaction, ShipmentFacts.Of(ShipmentFacts.Removed, shipment with { Version = shipment.Version + 1 }));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Archived {Shipments} parcels that were finished long ago")]
    private partial void LogArchived(int shipments);

    private sealed record Place(long Time, long Seq) : IRow<Place>
    {
        public static Place Read(Columns columns) => new(columns.Long(0), columns.Long(1));
    }
}
