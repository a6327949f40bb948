using System.Net;
using System.Net.Http.Json;
using System.Text;
using Edge.Features.Tracking.Imports;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.Tracking.Imports;

public class ImportShipmentsTests
{
    private const string Path = "/api/v1/shipments/import";

    [Fact]
    public async Task Writes_every_line_of_a_csv_file_and_reports_it()
    {
        await using var server = await EdgeServer.Start();
        using var client = await server.ApiKey(Role.Operator);
        var rows = Enumerable.Range(0, (2 * Importer.ChunkLines) + 10).Select(i => $"AB{i:000000},R{i},Bern,3011,CH");

        var report = await Import(client, "number,reference,destination_city,destination_postcode,destination_country\n" + string.Join('\n', rows));

        Assert.True(report.Complete);
        Assert.Equal((1010, 1010, 0, 0), (report.Lines, report.Created, report.Duplicates, report.Refused));
        Assert.Equal([(2, 501), (502, 1001), (1002, 1011)], report.Chunks.Select(chunk => (chunk.FirstLine, chunk.LastLine)));
        var found = await client.GetFromJsonAsync("/api/v1/shipments?search=AB000777", WireJson.Reading.ShipmentPage);
        Assert.Equal("R777", Assert.Single(found!.Items).Reference);
        Assert.Equal(report.Created, (await client.GetFromJsonAsync($"/api/v1/shipments/imports/{report.Id}", WireJson.Reading.ImportReport))!.Created);
    }

    [Fact]
    public async Task A_chunk_with_a_bad_line_is_left_out_whole_and_goes_in_once_repaired()
    {
        await using var server = await EdgeServer.Start();
        using var client = await server.ApiKey(Role.Operator);
        var rows = Enumerable.Range(0, 2 * Importer.ChunkLines).Select(i => $"AB{i:000000},CH").ToArray();
        var good = rows[700];
        rows[700] = "AB000700,Switzerland";

        var first = await Import(client, "number,destination_country\n" + string.Join('\n', rows), "orders");
        rows[700] = good;
        var second = await Import(client, "number,destination_country\n" + string.Join('\n', rows), "orders");

        Assert.False(first.Complete);
        Assert.Equal((500, 500), (first.Created, first.Refused));
        var problem = Assert.Single(first.Chunks[1].Problems);
        Assert.Equal((702, "destination.country"), (problem.Line, problem.Problem.Field));
        Assert.True(second.Complete);
        Assert.Equal([ImportChunkState.AlreadyCommitted, ImportChunkState.Committed], second.Chunks.Select(chunk => chunk.State));
        Assert.Equal((1000, 1000, 0, 0), (second.Lines, second.Created, second.Duplicates, second.Refused));
    }

    [Fact]
    public async Task The_same_file_under_another_id_makes_duplicates_not_twins()
    {
        await using var server = await EdgeServer.Start();
        using var client = await server.ApiKey(Role.Operator);
        const string File = "number\nAB1\nAB2\nAB2\n";

        var first = await Import(client, File);
        var second = await Import(client, File);

        Assert.Equal((2, 1), (first.Created, first.Duplicates));
        Assert.Equal((0, 3), (second.Created, second.Duplicates));
    }

    [Fact]
    public async Task The_same_file_at_once_from_many_makes_one_of_each()
    {
        await using var server = await EdgeServer.Start();
        using var client = await server.ApiKey(Role.Operator);
        var file = "number\n" + string.Join('\n', Enumerable.Range(0, 200).Select(i => $"AB{i:0000}"));

        var reports = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Import(client, file, "orders")));

        Assert.All(reports, report => Assert.True(report.Complete));
        Assert.All(reports, report => Assert.Equal((200, 200), (report.Lines, report.Created)));
        Assert.Single(reports, report => report.Chunks.Single().State == ImportChunkState.Committed);
    }

    [Fact]
    public async Task Reads_ndjson_and_names_the_field_of_a_bad_line()
    {
        await using var server = await EdgeServer.Start();
        using var client = await server.ApiKey(Role.Operator);
        const string File = """
            {"number":"AB1","pieces":2}

            {"number":"AB2","pieces":"two"}
            {"number":"AB3","colour":"red"}
            [1
            """;

        var report = await Import(client, File, mediaType: "application/x-ndjson");

        Assert.Equal([(3, "pieces"), (4, "colour"), (5, null)], report.Chunks.Single().Problems.Select(bad => (bad.Line, bad.Problem.Field)));
        Assert.Equal(0, report.Created);
    }

    [Fact]
    public async Task Ndjson_may_begin_with_a_byte_order_mark()
    {
        await using var server = await EdgeServer.Start();
        using var client = await server.ApiKey(Role.Operator);

        const string File = "\uFEFF{\"number\":\"AB1\"}\n{\"number\":\"AB2\"}\n";

        var report = await Import(client, File, mediaType: "application/x-ndjson");

        Assert.Equal((true, 2), (report.Complete, report.Created));
    }

    [Fact]
    public async Task A_too_long_ndjson_line_is_refused_in_words_about_lines()
    {
        await using var server = await EdgeServer.Start();
        using var client = await server.ApiKey(Role.Operator);

        var report = await Import(client, new string('x', ImportLine.MaxLength + 1), mediaType: "application/x-ndjson");

        var fault = Assert.Single(report.Chunks.Single().Problems);
        Assert.Contains($"line is longer than {ImportLine.MaxLength}", fault.Problem.Detail);
    }

    [Fact]
    public async Task A_chunk_that_a_file_repeats_is_counted_as_created_once()
    {
        await using var server = await EdgeServer.Start();
        using var client = await server.ApiKey(Role.Operator);
        var rows = Enumerable.Range(0, Importer.ChunkLines).Select(i => $"AB{i:000000}").ToArray();
        var file = "number\n" + string.Join('\n', rows.Concat(rows));

        ImportReport[] reports = [await Import(client, file, "orders"), await Import(client, file, "orders")];

        Assert.All(reports, report => Assert.Equal((1000, 500, 500), (report.Lines, report.Created, report.Duplicates)));
    }

    [Fact]
    public async Task Two_callers_with_the_same_id_keep_their_own_reports()
    {
        await using var server = await EdgeServer.Start();
        using var one = await server.ApiKey(Role.Operator);
        using var other = await server.ApiKey(Role.Operator);
        using var third = await server.ApiKey(Role.Operator);

        await Import(one, "number\nAB1\nAB2\n", "orders");
        var second = await Import(other, "number\nAB1\nAB2\n", "orders");
        await Import(other, "number\nAB3\n", "orders");

        Assert.Equal((0, 2, ImportChunkState.Committed), (second.Created, second.Duplicates, second.Chunks.Single().State));
        Assert.Equal((2, 2), ((await Report(one, "orders"))!.Lines, (await Report(one, "orders"))!.Created));
        Assert.Equal(1, (await Report(other, "orders"))!.Lines);
        Assert.Null(await Report(third, "orders"));
    }

    [Fact]
    public async Task Pruning_forgets_old_imports_with_their_reports_and_keeps_young_ones()
    {
        await using var server = await EdgeServer.Start();
        var imports = server.Services.GetRequiredService<ImportStore>();
        var importer = server.Services.GetRequiredService<Importer>();
        var (old, young) = (new ImportKey(Organisations.Home, "test", "old"), new ImportKey(Organisations.Home, "test", "young"));
        await importer.Run(old, CsvImport.Read(new StringReader("number\nAB1\n")), default);
        server.Time.Advance(TimeSpan.FromDays(31));
        await importer.Run(young, CsvImport.Read(new StringReader("number\nAB2\n")), default);

        Assert.Equal(3, await imports.Prune(default));

        Assert.Null(await imports.Find(old, default));
        Assert.True((await imports.Find(young, default))!.Complete);
    }

    [Fact]
    public async Task A_file_that_breaks_off_keeps_the_chunks_before()
    {
        await using var server = await EdgeServer.Start();
        using var client = await server.ApiKey(Role.Operator);

        var report = await Import(client, "number,reference\nAB1,x\nAB2,\"never closed\nAB3,y\n");

        Assert.False(report.Complete);
        Assert.Equal(1, report.Created);
        Assert.Equal((3, "file-unreadable"), (report.Chunks[^1].Problems[0].Line, report.Chunks[^1].Problems[0].Problem.Type));
    }

    [Fact]
    public async Task Returns_403_to_a_driver_401_to_a_stranger_415_for_json_and_400_for_a_bad_id()
    {
        await using var server = await EdgeServer.Start();
        using var driver = await server.ApiKey(Role.Driver);
        using var client = await server.ApiKey(Role.Operator);

        Assert.Equal(HttpStatusCode.Forbidden, (await driver.PostAsync(Path, Content("number\nA1\n", "text/csv"))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Http.PostAsync(Path, Content("number\nA1\n", "text/csv"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await client.PostAsync(Path, Content("{}", "application/json"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync(Path + "?id=a%20b", Content("number\nA1\n", "text/csv"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/v1/shipments/imports/none")).StatusCode);
    }

    private static async Task<ImportReport?> Report(HttpClient client, string id)
    {
        using var answer = await client.GetAsync($"/api/v1/shipments/imports/{id}");
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync(WireJson.Reading.ImportReport) : null;
    }

    private static async Task<ImportReport> Import(HttpClient client, string file, string? id = null, string mediaType = "text/csv")
    {
        using var answer = await client.PostAsync(id is null ? Path : $"{Path}?id={id}", Content(file, mediaType));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync(WireJson.Reading.ImportReport))!;
    }

    private static StringContent Content(string file, string mediaType) => new(file, Encoding.UTF8, mediaType);
}
