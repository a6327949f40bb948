using System.Data.Common;
using Edge.Storage;

namespace Edge.Features.Tracking.Shipments;

/// <summary>
/// A page on PostgreSQL, by the same rule as on SQLite (<see cref="ShipmentList"/>). A text that the newest entries do not have is
/// looked for in the index of texts, which finds it at once when few have it; one that many have, or whose trigrams many have, is given
/// up after <see cref="Patience"/>, and the page ends where the walk did.
/// </summary>
internal static class PostgresShipmentList
{
    public const string Patience = "500ms";
    private const string Cancelled = "57014";

    public static ValueTask<ShipmentRows> Page(Session session, ShipmentFilter filter) =>
        filter.UpdatedSince is null ? Newest(session, filter) : Changed(session, filter);

    private static async ValueTask<ShipmentRows> Newest(Session session, ShipmentFilter filter)
    {
        await session.Execute(PostgresShipmentQuery.InOrder);
        var way = await Seldomest(session, filter);
        var rows = await session.List<ShipmentRow>(PostgresShipmentQuery.Newest(filter, way, ShipmentList.MaxEntries));
        if (rows.Count > filter.Limit)
            return ShipmentList.Cut(rows, filter, null, ByTransaction);
        var floor = await session.Number(PostgresShipmentQuery.Reach(filter, way, ShipmentList.MaxEntries - 1));
        if (floor is not null && filter.Search is not null && await ByText(session, filter) is { } found)
            return ShipmentList.Cut(found, filter, null, ByTransaction);
        return ShipmentList.Cut(rows, filter, floor is { } end ? new Cursor(end, 0) : null, ByTransaction);
    }

    private static async ValueTask<PostgresShipmentQuery.Way> Seldomest(Session session, ShipmentFilter filter)
    {
        var ways = PostgresShipmentQuery.Ways(filter);
        var (best, lowest) = (ways[0], long.MaxValue);
        if (ways.Count == 1)
            return best;
        foreach (var way in ways)
        {
            if (await session.Number(PostgresShipmentQuery.Reach(filter, way, ShipmentList.Glance)) is var floor && (floor ?? 0) < lowest)
                (best, lowest) = (way, floor ?? 0);
        }
        return best;
    }

    /// <returns>Null when it was given up.</returns>
    private static async ValueTask<List<ShipmentRow>?> ByText(Session session, ShipmentFilter filter)
    {
        await session.Execute($"savepoint text");
        await session.Execute(PostgresShipmentQuery.ByText(Patience));
        try
        {
            return await session.List<ShipmentRow>(PostgresShipmentQuery.Newest(filter));
        }
        catch (DbException error) when (error.SqlState == Cancelled)
        {
            await session.Execute($"rollback to savepoint text");
            return null;
        }
    }

    // By change there is one order and so one way. The changes after the last one that was looked at are never passed over.
    private static async ValueTask<ShipmentRows> Changed(Session session, ShipmentFilter filter)
    {
        await session.Execute(PostgresShipmentQuery.InOrder);
        // The change of a shipment is never 0, so that a transaction stands before all that it changed.
        var from = filter.After ?? new Cursor(await Start(session, filter), 0);
        var rows = await session.List<ShipmentRow>(PostgresShipmentQuery.Changed(filter, from, ShipmentList.MaxEntries));
        Cursor? end = null;
        if (rows.Count <= filter.Limit)
            end = (await session.First<ShipmentList.Place>(PostgresShipmentQuery.ReachOfChanges(filter, from, ShipmentList.MaxEntries)))?.Cursor;
        return ShipmentList.Cut(rows, filter, end, ByTransaction);
    }

    // The order of time is nearly that of transactions: the few changes since the moment say exactly where to begin, of many the first
    // do, with what may have been dated later and begun before.
    private static async ValueTask<long> Start(Session session, ShipmentFilter filter)
    {
        const int few = ShipmentList.MaxEntries;
        var isMany = await session.Number(PostgresShipmentQuery.HasMoreChanges(filter, few)) is not null;
        var first = isMany ? PostgresShipmentQuery.EarlierTransaction(filter, few) : PostgresShipmentQuery.FirstTransaction(filter, few);
        return await session.Number(first) ?? 0;
    }

    private static Cursor ByTransaction(ShipmentRow row) => new(row.ChangedIn, row.Change);
}
