using Edge.Shared.Contracts;
using Edge.Storage.Sql;

namespace Edge.Features.Tracking.Shipments;

/// <summary>
/// The statements behind a list, one method for each way to drive a page. All that only SQLite understands is here: the trigram
/// index (FTS5), GLOB, and the words that keep the planner on the index whose order the page needs.
/// </summary>
internal static class ShipmentQuery
{
    // What migration 0003 puts twice before each indexed text.
    private const string Mark = "\u0002";

    /// <summary>
    /// A way to the rows of a page, newest first. <paramref name="Entries"/> are what it walks: every one of them costs a step,
    /// whether it is <paramref name="Rows"/> that the filter keeps or not.
    /// </summary>
    public sealed record Way(SqlText Key, SqlText Entries, SqlText Rows)
    {
        /// <summary>Whether the filter keeps every entry.</summary>
        public bool IsExact { get; init; }

        public bool IsByWords { get; init; }
    }

    /// <summary>Makes a new shipment searchable under SQLite; a trigger follows later changes.</summary>
    public static SqlText Index(ShipmentRow row)
    {
        var (number, reference, city) = (Marked(row.Number), Marked(row.Reference), Marked(row.Destination?.City));
        return $"insert into shipment_search (rowid, number, reference, city) values ({row.Seq}, {number}, {reference}, {city})";
    }

    /// <summary>Takes a shipment that goes out of SQLite's text index again.</summary>
    public static SqlText Unindex(ShipmentRow row)
    {
        var (number, reference, city) = (Marked(row.Number), Marked(row.Reference), Marked(row.Destination?.City));
        return $"""
            insert into shipment_search (shipment_search, rowid, number, reference, city)
            values ('delete', {row.Seq}, {number}, {reference}, {city})
            """;
    }

    /// <summary>Walks what has the status and the carrier.</summary>
    public static Way ByStatusAndCarrier(ShipmentFilter filter)
    {
        SqlText index = (filter.Status, filter.Carrier) switch
        {
            (null, null) => $"shipments_newest",
            (null, _) => $"shipments_carrier",
            (_, null) => $"shipments_status",
            _ => $"shipments_carrier_status",
        };
        SqlText from = $"shipments s indexed by {index} where {Of(filter)}{StatusAndCarrier(filter)}";
        return new Way($"s.seq", from, $"{from}{Flag(filter.Flag)}{Text(filter.Search)}")
        {
            IsExact = filter is { Flag: null, Search: null },
        };
    }

    /// <summary>Walks what has the flag.</summary>
    public static Way ByFlag(ShipmentFilter filter, ShipmentFlag flag)
    {
        SqlText index = flag switch
        {
            ShipmentFlag.Delayed => $"shipments_delayed",
            ShipmentFlag.Customs => $"shipments_customs",
            ShipmentFlag.ActionRequired => $"shipments_action_required",
            ShipmentFlag.Exception => $"shipments_exception",
            ShipmentFlag.Stale => $"shipments_stale",
            _ => throw new ArgumentOutOfRangeException(nameof(flag), flag, null),
        };
        SqlText from = $"shipments s indexed by {index} where {Of(filter)}{Flag(flag)}";
        return new Way($"s.seq", from, $"{from}{StatusAndCarrier(filter)}{Text(filter.Search)}")
        {
            IsExact = filter is { Status: null, Carrier: null, Search: null },
        };
    }

    /// <summary>
    /// Walks the shipments whose texts hold some trigrams of the search. Not the phrase: FTS5 goes on without end while trigrams meet
    /// and the phrase does not ("0000000000" in a million numbers with eight zeros), whereas each hit of a trigram is an entry.
    /// </summary>
    /// <param name="words">For each wording of the search, trigrams that it cannot be without.</param>
    public static Way ByWords(ShipmentFilter filter, IEnumerable<IEnumerable<string>> words)
    {
        var match = string.Join(" OR ", words.Select(word => $"({string.Join(" AND ", word.Select(Quoted))})"));
        SqlText found = $"f.shipment_search match {match}";
        return new Way(
            $"f.rowid",
            $"shipment_search f where {found}",
            $"""
            shipment_search f cross join shipments s on s.seq = f.rowid
            where {found} and {Of(filter)}{StatusAndCarrier(filter)}{Flag(filter.Flag)}{Text(filter.Search)}
            """)
        {
            IsByWords = true,
        };
    }

    /// <summary>The entry of a way that comes after <paramref name="count"/> others; none when it has no more.</summary>
    public static SqlText Reach(ShipmentFilter filter, Way way, int count) =>
        $"select {way.Key} from {way.Entries}{Older(filter, way)} order by {way.Key} desc limit 1 offset {count}";

    /// <summary>The rows of a page down to <paramref name="floor"/>, and one more when there are more.</summary>
    public static SqlText Newest(ShipmentFilter filter, Way way, long floor) => $"""
        select {ShipmentRow.Columns} from {way.Rows}{Older(filter, way)} and {way.Key} >= {floor}
        order by {way.Key} desc limit {filter.Limit + 1}
        """;

    /// <summary>The place in the order of change that comes after <paramref name="count"/> others.</summary>
    public static SqlText ReachOfChanges(ShipmentFilter filter, int count) => $"""
        select s.updated_at, s.change from shipments s indexed by shipments_updated
        where {Since(filter)} order by s.updated_at, s.change limit 1 offset {count}
        """;

    /// <summary>The rows of a page by change, oldest first, up to <paramref name="ceiling"/>, and one more when there are more.</summary>
    public static SqlText Changed(ShipmentFilter filter, Cursor? ceiling)
    {
        var until = SqlText.Empty;
        if (ceiling is { } last)
            until = $" and (s.updated_at, s.change) <= ({last.First}, {last.Second})";
        var archived = SqlText.Empty;
        if (filter.Archived is { } wanted)
            archived = $" and s.archived = {wanted}";
        return $"""
            select {ShipmentRow.Columns} from shipments s indexed by shipments_updated
            where {Since(filter)}{until}{archived}{StatusAndCarrier(filter)}{Flag(filter.Flag)}{Text(filter.Search)}
            order by s.updated_at, s.change limit {filter.Limit + 1}
            """;
    }

    /// <summary>The trigrams of a text as the index has them; of a prefix, the one that it makes with the marks before it.</summary>
    public static IReadOnlyList<string> Trigrams(string text)
    {
        var characters = new List<string>();
        foreach (var rune in text.EnumerateRunes())
            characters.Add(rune.ToString());
        while (characters.Count < 3)
            characters.Insert(0, Mark);
        var trigrams = new List<string>();
        for (var at = 0; at + 3 <= characters.Count; at++)
        {
            var trigram = string.Concat(characters[at], characters[at + 1], characters[at + 2]);
            if (!trigrams.Contains(trigram))
                trigrams.Add(trigram);
        }
        return trigrams;
    }

    private static SqlText Of(ShipmentFilter filter) => $"s.organisation = {filter.Organisation} and s.archived = {filter.Archived == true}";

    private static SqlText Older(ShipmentFilter filter, Way way) =>
        filter.After is { } after ? $" and {way.Key} < {after.First}" : SqlText.Empty;

    // The fact of a change is never 0, so that a moment stands before all that changed in it.
    private static SqlText Since(ShipmentFilter filter)
    {
        var after = filter.After ?? new Cursor(filter.UpdatedSince!.Value.ToUnixTimeMilliseconds(), 0);
        return $"s.organisation = {filter.Organisation} and (s.updated_at, s.change) > ({after.First}, {after.Second})";
    }

    public static SqlText StatusAndCarrier(ShipmentFilter filter)
    {
        var conditions = SqlText.Empty;
        if (filter.Status is { } status)
            conditions = $"{conditions} and s.status = {WireName.Of(status)}";
        if (filter.Carrier is { } carrier)
            conditions = $"{conditions} and s.carrier = {carrier}";
        return conditions;
    }

    // Literals, since a partial index is used only where the statement repeats its condition word for word.
    public static SqlText Flag(ShipmentFlag? flag) => flag switch
    {
        null => SqlText.Empty,
        ShipmentFlag.Delayed => $" and s.flags & 1 <> 0",
        ShipmentFlag.Customs => $" and s.flags & 2 <> 0",
        ShipmentFlag.ActionRequired => $" and s.flags & 4 <> 0",
        ShipmentFlag.Exception => $" and s.flags & 8 <> 0",
        ShipmentFlag.Stale => $" and s.flags & 16 <> 0",
        _ => throw new ArgumentOutOfRangeException(nameof(flag), flag, null),
    };

    private static SqlText Text(SearchText? search)
    {
        if (search is null)
            return SqlText.Empty;
        var pattern = GlobPattern.Of(search.Text, search.IsPrefix);
        var asNumber = SqlText.Empty;
        if (search.AsNumber is { } number)
            asNumber = $" or s.number glob {GlobPattern.Of(number, isPrefix: false)}";
        return $" and (s.number glob {pattern} or s.reference glob {pattern} or s.destination_city glob {pattern}{asNumber})";
    }

    private static string? Marked(string? text) => text is null ? null : Mark + Mark + text;

    // Between quotes FTS5 takes everything literally, except that a quote is written twice (sqlite.org/fts5.html#fts5_phrases).
    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
