using Edge.Storage;
using Edge.Storage.Sql;

namespace Edge.Features.Tracking.Shipments;

/// <param name="Rows">At most as many as the limit; fewer, or none, also when a page follows.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
internal sealed record ShipmentRows(IReadOnlyList<ShipmentRow> Rows, Cursor? Next);

/// <summary>
/// Finds the rows of a page with bounded work, whatever the filter and however many shipments: it walks at most
/// <see cref="MaxEntries"/> entries of one index, and when they hold no full page it gives what it has and the place to go on from.
/// Which index is seldomest met is found out by looking, not from statistics: the one whose <see cref="Glance"/>th entry lies farthest.
/// </summary>
internal static class ShipmentList
{
    public const int MaxEntries = 20_000;
    public const int Glance = 500;
    private const int TrigramsAtMost = 3;

    public static ValueTask<ShipmentRows> Page(Session session, ShipmentFilter filter) => session.Dialect switch
    {
        Dialect.Postgres => PostgresShipmentList.Page(session, filter),
        _ when filter.UpdatedSince is null => Newest(session, filter),
        _ => Changed(session, filter),
    };

    private static async ValueTask<ShipmentRows> Newest(Session session, ShipmentFilter filter)
    {
        var words = await Words(session, filter);
        var (way, floor) = await Seldomest(session, filter, words);
        var rows = await session.List<ShipmentRow>(ShipmentQuery.Newest(filter, way, floor));
        if (rows.Count <= filter.Limit && floor > 0)
        {
            floor = await Reach(session, filter, way, MaxEntries);
            // When the seldomest trigram is that seldom, the index itself may meet it with others, and few rows are left to look at.
            if (floor == 0 && way.IsByWords)
                way = ShipmentQuery.ByWords(filter, words);
            rows = await session.List<ShipmentRow>(ShipmentQuery.Newest(filter, way, floor));
        }
        return Cut(rows, filter, floor > 0 ? new Cursor(floor, 0) : null, ByTime);
    }

    // By change there is one order and so one way. The changes after the last one that was looked at are never passed over.
    private static async ValueTask<ShipmentRows> Changed(Session session, ShipmentFilter filter)
    {
        Cursor? ceiling = null;
        if (filter is not { Status: null, Carrier: null, Flag: null, Archived: null, Search: null })
            ceiling = (await session.First<Place>(ShipmentQuery.ReachOfChanges(filter, MaxEntries)))?.Cursor;
        var rows = await session.List<ShipmentRow>(ShipmentQuery.Changed(filter, ceiling));
        return Cut(rows, filter, ceiling, ByTime);
    }

    /// <param name="end">Where the rows end that were looked at; null when there are no more.</param>
    public static ShipmentRows Cut(
        List<ShipmentRow> rows, ShipmentFilter filter, Cursor? end, Func<ShipmentRow, Cursor> placeOfChange)
    {
        if (rows.Count <= filter.Limit)
            return new ShipmentRows(rows, end);
        rows.RemoveRange(filter.Limit, rows.Count - filter.Limit);
        var last = rows[^1];
        return new ShipmentRows(rows, filter.Order == CursorKind.Newest ? new Cursor(last.Seq, 0) : placeOfChange(last));
    }

    private static Cursor ByTime(ShipmentRow row) => new(row.UpdatedAt.ToUnixTimeMilliseconds(), row.Change);

    private static async ValueTask<(ShipmentQuery.Way Way, long Floor)> Seldomest(
        Session session, ShipmentFilter filter, IReadOnlyList<IReadOnlyList<string>> words)
    {
        var ways = new List<ShipmentQuery.Way>();
        if (filter.Flag is { } flag)
            ways.Add(ShipmentQuery.ByFlag(filter, flag));
        if (filter is { Flag: null } or not { Status: null, Carrier: null })
            ways.Add(ShipmentQuery.ByStatusAndCarrier(filter));
        if (words.Count > 0)
            ways.Add(ShipmentQuery.ByWords(filter, words.Select(word => word.Take(1))));
        if (ways is [{ IsExact: true } exact])
            return (exact, 0);
        (ShipmentQuery.Way Way, long Floor) best = (ways[0], long.MaxValue);
        foreach (var way in ways)
        {
            if (await Reach(session, filter, way, Glance) is var floor && floor < best.Floor)
                best = (way, floor);
        }
        return best;
    }

    // The seldomest trigrams of each wording, seldomest first. One that few shipments hold is enough.
    private static async ValueTask<IReadOnlyList<IReadOnlyList<string>>> Words(Session session, ShipmentFilter filter)
    {
        var words = new List<IReadOnlyList<string>>();
        foreach (var wording in filter.Search?.Wordings ?? [])
        {
            var met = new List<Met>();
            foreach (var trigram in ShipmentQuery.Trigrams(wording))
            {
                var floor = await Reach(session, filter, ShipmentQuery.ByWords(filter, [[trigram]]), Glance);
                met.Add(new Met(trigram, floor));
                if (floor == 0)
                    break;
            }
            met.Sort((one, other) => one.Floor.CompareTo(other.Floor));
            words.Add(met.Take(TrigramsAtMost).Select(one => one.Trigram).ToList());
        }
        return words;
    }

    private static async ValueTask<long> Reach(Session session, ShipmentFilter filter, ShipmentQuery.Way way, int count) =>
        await session.Number(ShipmentQuery.Reach(filter, way, count)) ?? 0;

    private sealed record Met(string Trigram, long Floor);

    /// <summary>A place in the order of change.</summary>
    public sealed record Place(Cursor Cursor) : IRow<Place>
    {
        public static Place Read(Columns columns) => new(new Cursor(columns.Long(0), columns.Long(1)));
    }
}
