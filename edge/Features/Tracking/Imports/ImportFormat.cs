using System.Text;

namespace Edge.Features.Tracking.Imports;

/// <summary>The two file formats of an import, by media type (RFC 4180; github.com/ndjson/ndjson-spec) or by file name.</summary>
internal enum ImportFormat
{
    Csv,
    Ndjson,
}

internal static class ImportFormats
{
    /// <summary>Spreadsheets put it in front of the first line; it is no part of the text.</summary>
    public const char ByteOrderMark = '\uFEFF';

    public static ImportFormat? OfMediaType(string? contentType) => contentType?.Split(';')[0].Trim().ToLowerInvariant() switch
    {
        "text/csv" or "text/tab-separated-values" => ImportFormat.Csv,
        "application/x-ndjson" or "application/ndjson" or "application/jsonl" => ImportFormat.Ndjson,
        _ => null,
    };

    public static ImportFormat? OfFileName(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".csv" or ".tsv" => ImportFormat.Csv,
        ".ndjson" or ".jsonl" => ImportFormat.Ndjson,
        _ => null,
    };

    /// <summary>Streams the lines of a file; the reader is closed with the enumeration.</summary>
    public static async IAsyncEnumerable<ImportLine> Lines(this ImportFormat format, Stream file)
    {
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        using var reader = new StreamReader(file, strict, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        await foreach (var line in format == ImportFormat.Csv ? CsvImport.Read(reader) : NdjsonImport.Read(reader))
            yield return line;
    }
}
