using System.Text;
using Edge.Features.Tracking.Imports;

namespace Edge.Tests.Features.Tracking.Imports;

public class CsvImportTests
{
    [Fact]
    public async Task Quotes_line_breaks_and_doubled_quotes_stay_inside_their_field()
    {
        var lines = await Read("number,reference,destination_city\r\n1Z1,\"a \"\"b\"\", c\",\"Bad\r\nHomburg\"\r\n1Z2,x,y\r\n");

        Assert.Equal("a \"b\", c", lines[0].Request!.Reference);
        Assert.Equal("Bad\r\nHomburg", lines[0].Request!.Destination!.City);
        Assert.Equal((2, 3), (lines[0].Line, lines[0].LastLine));
        Assert.Equal((4, 4), (lines[1].Line, lines[1].LastLine));
    }

    [Theory]
    [InlineData("number;reference\n1Z1;a,b\n", "a,b")]
    [InlineData("number\treference\n1Z1\ta,b\n", "a,b")]
    [InlineData("\uFEFFNumber,Reference\r1Z1,ab\r", "ab")]
    [InlineData("reference,number\nab,1Z1", "ab")]
    [InlineData("\r\n\nnumber;reference\n1Z1;a,b\n", "a,b")]
    public async Task The_delimiter_the_line_end_and_the_column_order_are_free(string text, string reference)
    {
        var line = Assert.Single(await Read(text));

        Assert.Equal("1Z1", line.Request!.Number);
        Assert.Equal(reference, line.Request.Reference);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("reference\nx\n")]
    [InlineData("number,colour\n1,red\n")]
    [InlineData("number,number\n1,2\n")]
    [InlineData("number\n\"1Z1\n")]
    public async Task A_file_whose_header_or_quoting_is_broken_is_refused_whole(string text) =>
        await Assert.ThrowsAsync<ImportFileException>(() => Read(text));

    [Theory]
    [InlineData("number,pieces\n1Z1,two\n", "pieces")]
    [InlineData("number,pieces\n1Z1,-2\n", "pieces")]
    [InlineData("number,weight_grams\n1Z1,99999999999999999999\n", "weight_grams")]
    [InlineData("number,promised_at\n1Z1,tomorrow\n", "promised_at")]
    [InlineData("number,eta_from\n1Z1,31.12.2026\n", "eta_from")]
    public async Task A_line_with_a_bad_value_names_its_column(string text, string column)
    {
        var line = Assert.Single(await Read(text));

        Assert.Null(line.Request);
        Assert.Equal(column, line.Problem!.Field);
    }

    [Fact]
    public async Task A_line_with_too_many_fields_does_not_spoil_the_next()
    {
        var lines = await Read("number,reference\n1Z1,a,b\n1Z2,c\n");

        Assert.NotNull(lines[0].Problem);
        Assert.Equal("1Z2", lines[1].Request!.Number);
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_named_as_such()
    {
        var latin1 = Encoding.Latin1.GetBytes("number,destination_city\n1Z1,München\n");
        using var reader = new StreamReader(new MemoryStream(latin1), new UTF8Encoding(false, true));

        var error = await Assert.ThrowsAsync<ImportFileException>(async () => await CsvImport.Read(reader).ToListAsync());

        Assert.Contains("UTF-8", error.Detail);
    }

    [Fact]
    public async Task An_endless_record_is_refused_in_bounded_memory()
    {
        var endless = "number\n\"" + new string('x', ImportLine.MaxLength + 1);

        await Assert.ThrowsAsync<ImportFileException>(() => Read(endless));
    }

    [Theory]
    [InlineData("", ",")]
    [InlineData("", "\"\",")]
    [InlineData("\"", "\r\n")]
    [InlineData("\"", "\"\"")]
    public async Task A_record_of_only_delimiters_quotes_or_line_ends_is_refused_too(string start, string piece)
    {
        var pieces = string.Concat(Enumerable.Repeat(piece, (ImportLine.MaxLength / piece.Length) + 1));

        var error = await Assert.ThrowsAsync<ImportFileException>(() => Read($"number\n{start}{pieces}{start}\n"));

        Assert.Contains("longer", error.Detail);
    }

    [Fact]
    public async Task The_longest_record_is_read_and_its_line_end_is_not_counted()
    {
        var longest = new string('x', ImportLine.MaxLength);

        var lines = await Read($"number\r\n{longest}\r\n{longest}\r\n");

        Assert.Equal([longest, longest], lines.Select(line => line.Request!.Number));
    }

    [Theory]
    [InlineData("promised_at")]
    [InlineData("eta_through")]
    public async Task A_date_without_a_time_lasts_until_its_day_ends(string column)
    {
        var request = Assert.Single(await Read($"number,{column}\n1Z1,2026-03-02\n")).Request!;

        Assert.Equal(new DateTimeOffset(2026, 3, 2, 23, 59, 59, 999, TimeSpan.Zero), request.PromisedAt ?? request.Eta!.Through);
    }

    [Fact]
    public async Task A_window_of_dates_runs_from_the_start_of_the_first_to_the_end_of_the_last()
    {
        var eta = Assert.Single(await Read("number,eta_from,eta_through\n1Z1,2026-03-02,9999-12-31\n")).Request!.Eta!;

        Assert.Equal(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero), eta.From);
        Assert.Equal(new DateTimeOffset(9999, 12, 31, 23, 59, 59, 999, TimeSpan.Zero), eta.Through);
    }

    [Fact]
    public async Task A_time_that_is_written_out_is_taken_as_it_is()
    {
        var request = Assert.Single(await Read("number,promised_at\n1Z1,2026-03-02T12:00:00+01:00\n")).Request!;

        Assert.Equal(new DateTimeOffset(2026, 3, 2, 11, 0, 0, TimeSpan.Zero), request.PromisedAt);
    }

    [Fact]
    public async Task A_reader_that_gives_one_character_at_a_time_changes_nothing()
    {
        const string Text = "number,reference\r\n1Z1,\"a\"\"\r\nb\"\r\n1Z2,c\r\n";

        var whole = await Read(Text);
        var dripped = await CsvImport.Read(new DrippingReader(Text)).ToListAsync();

        Assert.Equal(whole, dripped);
    }

    [Theory]
    [InlineData("number;reference\n1Z1;a,b\n")]
    [InlineData("number\treference\n1Z1\ta,b\n")]
    [InlineData("\uFEFFnumber;reference\r\n1Z1;a,b")]
    public async Task The_delimiter_is_found_however_little_of_the_header_comes_first(string text)
    {
        var line = Assert.Single(await CsvImport.Read(new DrippingReader(text)).ToListAsync());

        Assert.Equal(("1Z1", "a,b"), (line.Request!.Number, line.Request.Reference));
    }

    private static async Task<List<ImportLine>> Read(string text) => await CsvImport.Read(new StringReader(text)).ToListAsync();

    private sealed class DrippingReader(string text) : TextReader
    {
        private int position;

        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
        {
            if (position == text.Length)
                return ValueTask.FromResult(0);
            buffer.Span[0] = text[position++];
            return ValueTask.FromResult(1);
        }
    }
}
