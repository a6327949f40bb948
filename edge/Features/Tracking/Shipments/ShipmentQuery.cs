using Edge.Shared.Contracts;
using Edge.Storage.Sql;

namespace Edge.Features.Tracking.Shipments;

/// <summary>
/// The statement behind a list. All that only SQLite understands is here: the trigram index (FTS5), and the words that keep the
/// planner on the index whose order the page needs.
/// </summary>
internal static class ShipmentQuery
{
    // What migration 0003 puts twice before each indexed text.
    private const string Mark = "\u0002";

    /// <summary>The rows of a page and one more when there are more.</summary>
    public static SqlText Of(ShipmentFilter filter) => filter switch
    {
        { UpdatedSince: { } since } => Changed(filter, since),
        { Search: { } search } => Found(filter, search),
        _ => Newest(filter),
    };

    /// <summary>Makes a new shipment searchable; a trigger follows later changes.</summary>
    public static SqlText Index(ShipmentRow row)
    {
        var (number, reference, city) = (Marked(row.Number), Marked(row.Reference), Marked(row.Destination?.City));
        return $"insert into shipment_search (rowid, number, reference, city) values ({row.Seq}, {number}, {reference}, {city})";
    }

    private static SqlText Newest(ShipmentFilter filter)
    {
        var older = SqlText.Empty;
        if (filter.After is { } after)
            older = $" and s.seq < {after.First}";
        return $"""
            select {ShipmentRow.Columns} from shipments s
            where s.archived = {filter.Archived == true}{Conditions(filter)}{older} order by s.seq desc limit {filter.Limit + 1}
            """;
    }

    // The text index gives its matches in the order of seq, so that the first page needs no more matches than it shows.
    private static SqlText Found(ShipmentFilter filter, SearchText search)
    {
        var older = SqlText.Empty;
        if (filter.After is { } after)
            older = $" and f.rowid < {after.First}";
        return $"""
            select {ShipmentRow.Columns} from shipment_search f cross join shipments s on s.seq = f.rowid
            where f.shipment_search match {Phrase(search)}{older} and s.archived = {filter.Archived == true}{Conditions(filter)}
            order by f.rowid desc limit {filter.Limit + 1}
            """;
    }

    private static SqlText Changed(ShipmentFilter filter, DateTimeOffset since)
    {
        SqlText from = $"s.updated_at >= {since}";
        if (filter.After is { } after)
            from = $"(s.updated_at, s.change) > ({after.First}, {after.Second})";
        var archived = SqlText.Empty;
        if (filter.Archived is { } wanted)
            archived = $" and s.archived = {wanted}";
        var found = SqlText.Empty;
        if (filter.Search is { } search)
            found = $" and s.seq in (select f.rowid from shipment_search f where f.shipment_search match {Phrase(search)})";
        return $"""
            select {ShipmentRow.Columns} from shipments s indexed by shipments_updated
            where {from}{archived}{Conditions(filter)}{found} order by s.updated_at, s.change limit {filter.Limit + 1}
            """;
    }

    private static SqlText Conditions(ShipmentFilter filter)
    {
        SqlText conditions = $"{Flag(filter.Flag)}";
        if (filter.Status is { } status)
            conditions = $"{conditions} and s.status = {WireName.Of(status)}";
        if (filter.Carrier is { } carrier)
            conditions = $"{conditions} and s.carrier = {carrier}";
        return conditions;
    }

    // Literals, since a partial index is used only where the statement repeats its condition word for word.
    private static SqlText Flag(ShipmentFlag? flag) => flag switch
    {
        null => SqlText.Empty,
        ShipmentFlag.Delayed => $" and s.flags & 1 <> 0",
        ShipmentFlag.Customs => $" and s.flags & 2 <> 0",
        ShipmentFlag.ActionRequired => $" and s.flags & 4 <> 0",
        ShipmentFlag.Exception => $" and s.flags & 8 <> 0",
        ShipmentFlag.Stale => $" and s.flags & 16 <> 0",
        _ => throw new ArgumentOutOfRangeException(nameof(flag), flag, null),
    };

    // Between quotes FTS5 takes everything literally, except that a quote is written twice (sqlite.org/fts5.html#fts5_phrases).
    private static string Phrase(SearchText search)
    {
        if (search.IsPrefix)
            return Quoted(string.Concat(Enumerable.Repeat(Mark, 3 - search.CharacterCount)) + search.Text);
        return search.AsNumber is { } number ? $"{Quoted(search.Text)} OR number : {Quoted(number)}" : Quoted(search.Text);
    }

    private static string? Marked(string? text) => text is null ? null : Mark + Mark + text;

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
