using System.Runtime.CompilerServices;
using System.Text;

namespace Edge.Features.Tracking.Imports;

/// <summary>
/// Reads CSV (RFC 4180) as a stream: quoted fields with doubled quotes and line breaks, any of CRLF, LF and CR, a byte order mark.
/// The delimiter is the one of comma, semicolon and tab that the header line has most of, since spreadsheets choose by country.
/// </summary>
internal sealed class CsvReader(TextReader reader)
{
    private readonly char[] buffer = new char[16_384];
    private readonly StringBuilder field = new();
    private int length;
    private int position;
    private int line = 1;
    private int recordLength;
    private char delimiter;

    /// <exception cref="ImportFileException">A record is too long, or a quote is never closed.</exception>
    public async IAsyncEnumerable<CsvRecord> Records([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await FillHeader(cancellation);
        if (length > 0 && buffer[0] == ImportFormats.ByteOrderMark)
            position = 1;
        delimiter = ChooseDelimiter(Header());
        while (await Peek(cancellation) is not null)
            yield return await Record(cancellation);
    }

    private async ValueTask<CsvRecord> Record(CancellationToken cancellation)
    {
        var first = line;
        recordLength = 0;
        var fields = new List<string>();
        while (true)
        {
            var last = await Field(first, cancellation);
            fields.Add(field.ToString());
            if (last)
                return new CsvRecord(first, line - 1, fields);
        }
    }

    // Reads one field; true when the record ends behind it.
    private async ValueTask<bool> Field(int first, CancellationToken cancellation)
    {
        field.Clear();
        if (await Peek(cancellation) == '"')
        {
            Advance(first);
            await Quoted(first, cancellation);
        }
        while (await Peek(cancellation) is { } next)
        {
            if (next is '\r' or '\n')
            {
                await EndLine(next, cancellation);
                return true;
            }
            Advance(first);
            if (next == delimiter)
                return false;
            field.Append(next);
        }
        line++;
        return true;
    }

    private async ValueTask Quoted(int first, CancellationToken cancellation)
    {
        while (await Peek(cancellation) is { } next)
        {
            Advance(first);
            if (next == '"')
            {
                if (await Peek(cancellation) != '"')
                    return;
                Advance(first);
            }
            else if (next == '\n' || (next == '\r' && await Peek(cancellation) != '\n'))
            {
                line++;
            }
            field.Append(next);
        }
        throw new ImportFileException(first, "A quote that opens in this line is never closed.");
    }

    private async ValueTask EndLine(char end, CancellationToken cancellation)
    {
        position++;
        line++;
        if (end == '\r' && await Peek(cancellation) == '\n')
            position++;
    }

    // Delimiters and quotes count too: a record of nothing else would still become a list of fields.
    private void Advance(int first)
    {
        position++;
        if (++recordLength > ImportLine.MaxLength)
            throw new ImportFileException(
                first, $"The record is longer than {ImportLine.MaxLength} characters; a closing quote may be missing.");
    }

    private ValueTask<char?> Peek(CancellationToken cancellation) =>
        position < length ? ValueTask.FromResult<char?>(buffer[position]) : PeekNext(cancellation);

    private async ValueTask<char?> PeekNext(CancellationToken cancellation)
    {
        await Fill(cancellation);
        return length == 0 ? null : buffer[0];
    }

    // A read may end anywhere, but the delimiter is chosen from the whole header line, or as much of it as the buffer holds.
    private async ValueTask FillHeader(CancellationToken cancellation)
    {
        int read;
        do
        {
            read = await Read(buffer.AsMemory(length), cancellation);
            length += read;
        }
        while (read > 0 && length < buffer.Length && Header().IndexOfAny('\r', '\n') < 0);
    }

    private async ValueTask Fill(CancellationToken cancellation) => (length, position) = (await Read(buffer, cancellation), 0);

    private async ValueTask<int> Read(Memory<char> into, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadAsync(into, cancellation);
        }
        catch (DecoderFallbackException)
        {
            throw new ImportFileException(line, "The file is not UTF-8; save it as \"CSV UTF-8\".");
        }
    }

    // Blank lines may stand in front of the header.
    private ReadOnlySpan<char> Header() => buffer.AsSpan(0, length).TrimStart([ImportFormats.ByteOrderMark, '\r', '\n']);

    private static char ChooseDelimiter(ReadOnlySpan<char> start)
    {
        var end = start.IndexOfAny('\r', '\n');
        var header = end < 0 ? start : start[..end];
        var (commas, semicolons, tabs) = (header.Count(','), header.Count(';'), header.Count('\t'));
        if (tabs > commas && tabs > semicolons)
            return '\t';
        return semicolons > commas ? ';' : ',';
    }
}
