using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Imports;

/// <summary>Reads shipments from newline-delimited JSON: one <see cref="CreateShipmentRequest"/> a line.</summary>
internal static class NdjsonImport
{
    /// <exception cref="ImportFileException">A line is too long, or the text is not UTF-8.</exception>
    public static async IAsyncEnumerable<ImportLine> Read(TextReader reader, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var lines = new LineReader(reader);
        while (await lines.Next(cancellation) is { } text)
        {
            var content = lines.Number == 1 && text.StartsWith(ImportFormats.ByteOrderMark) ? text[1..] : text;
            if (!string.IsNullOrWhiteSpace(content))
                yield return Line(lines.Number, content);
        }
    }

    private static ImportLine Line(int line, string text)
    {
        try
        {
            var request = JsonSerializer.Deserialize(text, WireJson.Default.CreateShipmentRequest);
            return request is null
                ? ImportLine.Unreadable(line, line, text, "The line is null; it must be a JSON object.")
                : ImportLine.Read(line, line, text, request);
        }
        catch (JsonException error)
        {
            var field = error.Path is null or "$" ? null : error.Path.TrimStart('$', '.');
            return ImportLine.Unreadable(line, line, text, "The line is not a shipment in JSON: a value is missing, unknown or of the wrong type.", field);
        }
    }

    /// <summary>Reads lines of bounded length; <see cref="TextReader.ReadLineAsync()"/> would take any.</summary>
    private sealed class LineReader(TextReader reader)
    {
        private readonly char[] buffer = new char[16_384];
        private readonly StringBuilder text = new();
        private int length;
        private int position;

        public int Number { get; private set; }

        public async ValueTask<string?> Next(CancellationToken cancellation)
        {
            text.Clear();
            Number++;
            while (position < length || await Fill(cancellation))
            {
                var rest = buffer.AsMemory(position, length - position);
                var end = rest.Span.IndexOf('\n');
                var part = end < 0 ? rest : rest[..end];
                if (text.Length + part.Length > ImportLine.MaxLength)
                    throw new ImportFileException(Number, $"The line is longer than {ImportLine.MaxLength} characters.");
                text.Append(part.Span);
                position += end < 0 ? rest.Length : end + 1;
                if (end >= 0)
                    return text.ToString();
            }
            return text.Length == 0 ? null : text.ToString();
        }

        private async ValueTask<bool> Fill(CancellationToken cancellation)
        {
            try
            {
                (length, position) = (await reader.ReadAsync(buffer, cancellation), 0);
                return length > 0;
            }
            catch (DecoderFallbackException)
            {
                throw new ImportFileException(Number, "The file is not UTF-8.");
            }
        }
    }
}
