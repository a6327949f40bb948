using System.Text;
using Edge.Shared.Contracts;
using Edge.Storage.Sql;

namespace Edge.Features.Tracking.Shipments;

/// <summary>
/// The statements behind a list in PostgreSQL's words. What is walked stands in a subquery with a limit of its own, so that a page costs
/// no more than that many entries; text is found by patterns that the trigram index (pg_trgm) answers; and changes are listed in the order
/// of their transactions, those that have settled only, so that no page ever misses one.
/// </summary>
internal static class PostgresShipmentQuery
{
    private const string Sigmas = "σςΣ";

    // Longer than any transaction lasts, however it dates its changes.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    /// <summary>
    /// A way to the rows of a page, newest first. The last column before seq is part of the order, by a range of rows: PostgreSQL takes an
    /// equal one out of it, and then prefers the primary key, whose entries lie beside each other, however few of them are of the filter.
    /// Only that one, since a scan does not end where a later column of a range does.
    /// </summary>
    /// <param name="Same">The conditions on the columns of the index before it, and that of a partial index.</param>
    /// <param name="Column">The last column before seq.</param>
    /// <param name="Rest">The rest of the filter.</param>
    public sealed record Way(SqlText Same, SqlText Column, SqlText Value, SqlText Rest);

    /// <summary>Keeps the planner, for the rest of a snapshot, on the indexes whose order a page needs, whatever it takes for seldom.</summary>
    public static SqlText InOrder => $"""
        select set_config('enable_bitmapscan', 'off', true), set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true),
            set_config('enable_incremental_sort', 'off', true)
        """;

    /// <summary>Lets it use the index of texts again, but only so long.</summary>
    public static SqlText ByText(string timeout) => $"""
        select set_config('enable_bitmapscan', 'on', true), set_config('enable_sort', 'on', true), set_config('statement_timeout', {timeout}, true)
        """;

    public static IReadOnlyList<Way> Ways(ShipmentFilter filter)
    {
        SqlText own = $"s.organisation = {filter.Organisation}";
        SqlText archived = $"{filter.Archived == true}";
        var (flag, other, text) = (ShipmentQuery.Flag(filter.Flag), ShipmentQuery.StatusAndCarrier(filter), Found(filter.Search));
        var ways = new List<Way>();
        if (filter.Flag is not null)
            ways.Add(new Way($"{own}{flag}", $"s.archived", archived, $"{other}{text}"));
        if (filter is { Flag: null } or not { Status: null, Carrier: null })
            ways.Add(ByStatusAndCarrier(filter, own, archived, $"{flag}{text}"));
        return ways;
    }

    /// <summary>The entry of a way that comes after <paramref name="count"/> others; none when it has no more.</summary>
    public static SqlText Reach(ShipmentFilter filter, Way way, int count) =>
        $"select s.seq from shipments s where {Entries(filter, way)} order by {way.Column} desc, s.seq desc limit 1 offset {count}";

    /// <summary>The rows of a page among the first <paramref name="entries"/> of a way, and one more when there are more.</summary>
    public static SqlText Newest(ShipmentFilter filter, Way way, int entries) => $"""
        select {ShipmentRow.Columns}
        from (select * from shipments s where {Entries(filter, way)} order by {way.Column} desc, s.seq desc limit {entries}) s
        where true{way.Rest} order by {way.Column} desc, s.seq desc limit {filter.Limit + 1}
        """;

    /// <summary>The rows of a page among all that have the text, found by it first: for texts that few have.</summary>
    public static SqlText Newest(ShipmentFilter filter) => $"""
        with found as materialized (
            select s.seq from shipments s
            where s.organisation = {filter.Organisation} and s.archived = {filter.Archived == true}
                {ShipmentQuery.StatusAndCarrier(filter)}{ShipmentQuery.Flag(filter.Flag)}{Older(filter)}{Found(filter.Search)})
        select {ShipmentRow.Columns} from (select seq from found order by seq desc limit {filter.Limit + 1}) f
        join shipments s on s.seq = f.seq order by f.seq desc
        """;

    /// <summary>The first of the transactions of the first <paramref name="count"/> changes since the filter's moment.</summary>
    public static SqlText FirstTransaction(ShipmentFilter filter, int count) => FirstTransaction(filter.Organisation, filter.UpdatedSince!.Value, count);

    /// <summary>One that comes before any that has dated a change after the filter's moment.</summary>
    public static SqlText EarlierTransaction(ShipmentFilter filter, int count)
    {
        var earlier = Math.Max(0, (filter.UpdatedSince!.Value - Overlap).ToUnixTimeMilliseconds());
        return FirstTransaction(filter.Organisation, DateTimeOffset.FromUnixTimeMilliseconds(earlier), count);
    }

    /// <summary>1 when more than <paramref name="count"/> shipments have changed since the filter's moment.</summary>
    public static SqlText HasMoreChanges(ShipmentFilter filter, int count) => $"""
        select 1 from shipment_changes c
        where c.organisation = {filter.Organisation} and c.updated_at >= {filter.UpdatedSince} order by c.updated_at limit 1 offset {count}
        """;

    /// <summary>The last of the first <paramref name="count"/> places in the order of change.</summary>
    public static SqlText ReachOfChanges(ShipmentFilter filter, Cursor from, int count) => $"""
        select c.changed_in, c.change from shipment_changes c where {Behind(filter, from)}
        order by c.changed_in, c.change limit 1 offset {count - 1}
        """;

    /// <summary>
    /// The rows of a page by change, oldest first, among the first <paramref name="entries"/>, and one more when there are more. An entry
    /// has the columns that a filter asks for, so that only what it keeps is looked up; the shipment itself has the last word. The offset
    /// makes it look each up by its key: a join it may make of all entries with each of all that pass the filter.
    /// </summary>
    public static SqlText Changed(ShipmentFilter filter, Cursor from, int entries)
    {
        SqlText kept = $"""
            s.updated_at >= {filter.UpdatedSince}{ShipmentQuery.StatusAndCarrier(filter)}{ShipmentQuery.Flag(filter.Flag)}{Found(filter.Search)}
            """;
        if (filter.Archived is { } wanted)
            kept = $"{kept} and s.archived = {wanted}";
        return $"""
            select {ShipmentRow.Columns}
            from (
                select * from (select * from shipment_changes c where {Behind(filter, from)} order by c.changed_in, c.change limit {entries}) s
                where {kept}) c
            cross join lateral (select * from shipments x where x.seq = c.shipment_seq and x.organisation = c.organisation offset 0) s
            where {kept} order by c.changed_in, c.change limit {filter.Limit + 1}
            """;
    }

    private static Way ByStatusAndCarrier(ShipmentFilter filter, SqlText own, SqlText archived, SqlText rest) =>
        (filter.Carrier, filter.Status) switch
        {
            (null, null) => new Way(own, $"s.archived", archived, rest),
            ({ } carrier, null) => new Way($"{own} and s.archived = {archived}", $"s.carrier", $"{carrier}", rest),
            (null, { } status) => new Way($"{own} and s.archived = {archived}", $"s.status", $"{WireName.Of(status)}", rest),
            ({ } carrier, { } status) => new Way(
                $"{own} and s.archived = {archived} and s.carrier = {carrier}", $"s.status", $"{WireName.Of(status)}", rest),
        };

    private static SqlText Entries(ShipmentFilter filter, Way way)
    {
        var before = filter.After?.First ?? long.MaxValue;
        return $"{way.Same} and ({way.Column}, s.seq) < ({way.Value}, {before}) and ({way.Column}, s.seq) >= ({way.Value}, {0})";
    }

    private static SqlText FirstTransaction(long organisation, DateTimeOffset since, int count) => $"""
        select min(c.changed_in)
        from (
            select o.changed_in from shipment_changes o
            where o.organisation = {organisation} and o.updated_at >= {since} order by o.updated_at limit {count}) c
        """;

    private static SqlText Behind(ShipmentFilter filter, Cursor from) => $"""
        c.organisation = {filter.Organisation} and (c.changed_in, c.change) > ({from.First}, {from.Second})
            and c.changed_in < settled_transactions()
        """;

    private static SqlText Older(ShipmentFilter filter) =>
        filter.After is { } after ? $" and s.seq < {after.First}" : SqlText.Empty;

    private static SqlText Found(SearchText? search)
    {
        if (search is null)
            return SqlText.Empty;
        var text = (search.IsPrefix ? "" : "%") + Literal(search.Text) + "%";
        var asNumber = SqlText.Empty;
        if (search.AsNumber is { } number)
            asNumber = $" or {Alike("number", "%" + Literal(number) + "%")}";
        return $" and ({Alike("number", text)} or {Alike("reference", text)} or {Alike("destination_city", text)}{asNumber})";
    }

    // A sigma at the end of a word is no other case of the capital for ILIKE: the index finds any letter there, the rest compares.
    private static SqlText Alike(string column, string pattern)
    {
        SqlText of = column switch
        {
            "number" => $"s.number",
            "reference" => $"s.reference",
            _ => $"s.destination_city",
        };
        if (pattern.AsSpan().IndexOfAny(Sigmas) < 0)
            return $"{of} ilike {pattern}";
        var (loose, exact) = (new StringBuilder(pattern), new StringBuilder(pattern));
        foreach (var sigma in Sigmas)
        {
            loose.Replace(sigma, '_');
            exact.Replace(sigma, Sigmas[0]);
        }
        return $"({of} ilike {loose.ToString()} and translate({of}, 'ςΣ', 'σσ') ilike {exact.ToString()})";
    }

    private static string Literal(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal);
}
