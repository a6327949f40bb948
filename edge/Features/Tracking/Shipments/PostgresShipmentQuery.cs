using System.Text;
using Edge.Storage.Sql;

namespace Edge.Features.Tracking.Shipments;

/// <summary>
/// The statement behind a list in PostgreSQL's words: text is found by patterns that the trigram index (pg_trgm) answers, and changes
/// are listed in the order of their transactions, those that have settled only, so that no page ever misses one.
/// </summary>
internal static class PostgresShipmentQuery
{
    private const string Sigmas = "σςΣ";

    public static SqlText Of(ShipmentFilter filter) =>
        filter.UpdatedSince is { } since ? Changed(filter, since) : Newest(filter);

    private static SqlText Newest(ShipmentFilter filter)
    {
        var older = SqlText.Empty;
        if (filter.After is { } after)
            older = $" and s.seq < {after.First}";
        return $"""
            select {ShipmentRow.Columns} from shipments s
            where s.archived = {filter.Archived == true}{ShipmentQuery.StatusAndCarrier(filter)}{ShipmentQuery.Flag(filter.Flag)}
                {older}{Found(filter.Search)}
            order by s.seq desc limit {filter.Limit + 1}
            """;
    }

    private static SqlText Changed(ShipmentFilter filter, DateTimeOffset since)
    {
        SqlText from = $"c.changed_in >= (select coalesce(min(o.changed_in), 0) from shipment_changes o where o.updated_at >= {since})";
        if (filter.After is { } after)
            from = $"(c.changed_in, c.change) > ({after.First}, {after.Second})";
        var archived = SqlText.Empty;
        if (filter.Archived is { } wanted)
            archived = $" and s.archived = {wanted}";
        return $"""
            select {ShipmentRow.Columns} from shipment_changes c join shipments s on s.seq = c.shipment_seq
            where {from} and c.updated_at >= {since} and c.changed_in < settled_transactions()
                {archived}{ShipmentQuery.StatusAndCarrier(filter)}{ShipmentQuery.Flag(filter.Flag)}{Found(filter.Search)}
            order by c.changed_in, c.change limit {filter.Limit + 1}
            """;
    }

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
