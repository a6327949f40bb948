using System.Runtime.CompilerServices;
using System.Text;

namespace Edge.Features.Tracking.Imports;

/// <summary>
/// Reads CSV (RFC 4180) as a stream: quoted fields with doubled quotes and line breaks, any of CRLF, LF and CR, a byte order mark.
/// The delimiter is the one of comma, semicolon and tab that the header line has most of, since spreadsheets choose by country.
/// </summary>
internal sealed class CsvReader(TextReader reader)
{
    /// <summary>The longest record in characters: bounds the memory that one unclosed quote can take.</summary>
    public const int MaxRecord = 65_536;

    private const char ByteOrderMark = '\uFEFF';

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
        await Fill(cancellation);
        if (length > 0 && buffer[0] == ByteOrderMark)
            position = 1;
        delimiter = ChooseDelimiter(buffer.AsSpan(0, length));
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
            position++;
            await Quoted(first, cancellation);
        }
        while (await Peek(cancellation) is { } next)
        {
            position++;
            if (next == delimiter)
                return false;
            if (next is '\r' or '\n')
            {
                await EndLine(next, cancellation);
                return true;
            }
            Append(next, first);
        }
        line++;
        return true;
    }

    private async ValueTask Quoted(int first, CancellationToken cancellation)
    {
        while (await Peek(cancellation) is { } next)
        {
            position++;
            if (next == '"')
            {
                if (await Peek(cancellation) != '"')
                    return;
                position++;
            }
            else if (next == '\n' || (next == '\r' && await Peek(cancellation) != '\n'))
            {
                line++;
            }
            Append(next, first);
        }
        throw new ImportFileException(first, "A quote that opens in this line is never closed.");
    }

    private async ValueTask EndLine(char end, CancellationToken cancellation)
    {
        line++;
        if (end == '\r' && await Peek(cancellation) == '\n')
            position++;
    }

    private void Append(char next, int first)
    {
        if (++recordLength > MaxRecord)
            throw new ImportFileException(first, $"The record is longer than {MaxRecord} characters; a closing quote may be missing.");
        field.Append(next);
    }

    private ValueTask<char?> Peek(CancellationToken cancellation) =>
        position < length ? ValueTask.FromResult<char?>(buffer[position]) : PeekNext(cancellation);

    private async ValueTask<char?> PeekNext(CancellationToken cancellation)
    {
        await Fill(cancellation);
        return length == 0 ? null : buffer[0];
    }

    private async ValueTask Fill(CancellationToken cancellation)
    {
        try
        {
            length = await reader.ReadAsync(buffer, cancellation);
            position = 0;
        }
        catch (DecoderFallbackException)
        {
            throw new ImportFileException(line, "The file is not UTF-8; save it as \"CSV UTF-8\".");
        }
    }

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
