using System.Globalization;
using System.Runtime.CompilerServices;
using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Imports;

/// <summary>Reads shipments from CSV. The header names the columns in any order; <c>number</c> must be among them.</summary>
internal static class CsvImport
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "number", "carrier", "reference",
        "origin_name", "origin_city", "origin_postcode", "origin_country",
        "destination_name", "destination_city", "destination_postcode", "destination_country",
        "pieces", "weight_grams", "eta_from", "eta_through", "promised_at",
    ];

    // What is promised for a day may come until that day ends; times are stored in milliseconds.
    private static readonly TimeSpan EndOfDay = new(0, 23, 59, 59, 999);

    /// <exception cref="ImportFileException">The header is missing or names an unknown column, or the text is no CSV.</exception>
    public static async IAsyncEnumerable<ImportLine> Read(TextReader reader, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        string[]? header = null;
        await foreach (var record in new CsvReader(reader).Records(cancellation))
        {
            if (record.IsBlank)
                continue;
            if (header is null)
                header = Header(record);
            else
                yield return Line(header, record);
        }
        if (header is null)
            throw new ImportFileException(1, "The file is empty; its first line names the columns, at least: number.");
    }

    private static string[] Header(CsvRecord record)
    {
        string[] names = [.. record.Fields.Select(name => name.Trim().ToLowerInvariant())];
        if (names.FirstOrDefault(name => !Columns.Contains(name)) is { } unknown)
            throw new ImportFileException(record.Line, $"The column \"{Shortened(unknown)}\" is not known; the columns are: {string.Join(", ", Columns)}.");
        if (names.Distinct().Count() != names.Length)
            throw new ImportFileException(record.Line, "A column is named twice.");
        if (!names.Contains("number"))
            throw new ImportFileException(record.Line, "The column \"number\" is missing.");
        return names;
    }

    private static ImportLine Line(string[] header, CsvRecord record)
    {
        var text = string.Join('\u001f', record.Fields);
        if (record.Fields.Count != header.Length)
            return Unreadable($"The line has {record.Fields.Count} fields; the header has {header.Length}.", null);
        var cells = new Cells(header, record.Fields);
        var request = new CreateShipmentRequest(
            cells.Text("number") ?? "",
            cells.Text("carrier"),
            cells.Text("reference"),
            cells.Place("origin"),
            cells.Place("destination"),
            (int?)cells.Whole("pieces", int.MaxValue),
            cells.Whole("weight_grams", long.MaxValue),
            cells.Window(),
            cells.Time("promised_at", EndOfDay));
        return cells.Fault is { } fault
            ? Unreadable(fault.Detail, fault.Column)
            : ImportLine.Read(record.Line, record.LastLine, text, request);

        ImportLine Unreadable(string detail, string? field) => ImportLine.Unreadable(record.Line, record.LastLine, text, detail, field);
    }

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private sealed class Cells(string[] header, IReadOnlyList<string> fields)
    {
        public (string Column, string Detail)? Fault { get; private set; }

        public string? Text(string column)
        {
            var at = Array.IndexOf(header, column);
            return at < 0 || string.IsNullOrWhiteSpace(fields[at]) ? null : fields[at].Trim();
        }

        public Location? Place(string prefix)
        {
            var place = new Location(Text(prefix + "_name"), Text(prefix + "_city"), Text(prefix + "_postcode"), Text(prefix + "_country"));
            return place == new Location() ? null : place;
        }

        public long? Whole(string column, long max)
        {
            if (Text(column) is not { } text)
                return null;
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= max)
                return value;
            Fault ??= (column, $"\"{Shortened(text)}\" is not a whole number.");
            return null;
        }

        /// <param name="ofBareDate">The time of day (UTC) that a date without one means.</param>
        public DateTimeOffset? Time(string column, TimeSpan ofBareDate)
        {
            if (Text(column) is not { } text)
                return null;
            const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
            if (DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, utc, out var date))
                return date + ofBareDate;
            if (DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, utc, out var value))
                return value;
            Fault ??= (column, $"\"{Shortened(text)}\" is not a time; write 2026-03-02T12:00:00Z or 2026-03-02.");
            return null;
        }

        public Eta? Window()
        {
            var (from, through) = (Time("eta_from", TimeSpan.Zero), Time("eta_through", EndOfDay));
            if (from is null && through is null)
                return null;
            return new Eta(from ?? through!.Value, through ?? from!.Value, "api");
        }

        private static readonly string[] Formats =
            ["yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];
    }
}
