using System.Net.Http.Json;
using Edge.Features.Tracking.Imports;
using Edge.Shared.Contracts;

namespace Edge.Tests.Features.Tracking.Imports;

/// <summary>Runs with no other tests beside it, since it measures the memory of the whole process.</summary>
[CollectionDefinition(nameof(LongImportTests), DisableParallelization = true)]
[Collection(nameof(LongImportTests))]
public class LongImportTests
{
    private const string Path = "/api/v1/shipments/import?id=orders";
    private const string ReportPath = "/api/v1/shipments/imports/orders";

    [Fact]
    public async Task An_upload_that_is_cut_off_leaves_its_report_and_goes_on_when_sent_again()
    {
        await using var server = await EdgeServer.Start();
        using var client = await server.ApiKey(Role.Operator);
        using var cut = new CancellationTokenSource();
        ImportReport? running = null;
        using var half = new StreamedContent(async (writer, cancellation) =>
        {
            await Rows(writer, 3 * Importer.ChunkLines, "");
            await writer.FlushAsync(cancellation);
            while (running is not { Lines: >= 2 * Importer.ChunkLines })
            {
                await Task.Delay(10, cancellation);
                running = await Report(client);
            }
            await cut.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.PostAsync(Path, half, cut.Token));
        var left = await Report(client);
        using var whole = new StreamedContent((writer, _) => Rows(writer, 4 * Importer.ChunkLines, ""));
        using var answer = await client.PostAsync(Path, whole);
        var resumed = (await answer.Content.ReadFromJsonAsync(WireJson.Reading.ImportReport))!;

        Assert.False(running!.Complete);
        Assert.False(left!.Complete);
        Assert.Equal(left.Lines, left.Created);
        Assert.True(resumed.Complete);
        Assert.Equal((2000, 2000, 0, 0), (resumed.Lines, resumed.Created, resumed.Duplicates, resumed.Refused));
        Assert.Equal((ImportChunkState.AlreadyCommitted, 500), (resumed.Chunks[0].State, resumed.Chunks[0].Created));
        Assert.Equal(ImportChunkState.Committed, resumed.Chunks[^1].State);
        Assert.Equivalent(resumed, await Report(client), strict: true);
    }

    [Fact]
    public async Task A_hundred_thousand_rows_go_in_without_being_held_in_memory()
    {
        const int Count = 100_000;
        const long Room = 64 * 1024 * 1024;
        await using var server = await EdgeServer.Start();
        using var client = await server.ApiKey(Role.Operator);
        client.Timeout = Timeout.InfiniteTimeSpan;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var during = 0L;
        using var file = new StreamedContent(async (writer, cancellation) =>
        {
            await Rows(writer, Count, new string('r', 100).PadRight(400));
            await writer.FlushAsync(cancellation);
            during = GC.GetTotalMemory(forceFullCollection: true);
        });

        using var answer = await client.PostAsync(Path, file);
        var report = (await answer.Content.ReadFromJsonAsync(WireJson.Reading.ImportReport))!;

        Assert.True(report.Complete);
        Assert.Equal((Count, Count, 0, 0), (report.Lines, report.Created, report.Duplicates, report.Refused));
        Assert.Equal(Count / Importer.ChunkLines, report.Chunks.Count);
        Assert.InRange(during - before, long.MinValue, Room);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, Room);
    }

    private static async Task Rows(TextWriter writer, int count, string reference)
    {
        await writer.WriteAsync("number,reference\n");
        for (var row = 0; row < count; row++)
            await writer.WriteAsync($"AB{row:00000000},{reference}\n");
    }

    private static async Task<ImportReport?> Report(HttpClient client)
    {
        using var answer = await client.GetAsync(ReportPath);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync(WireJson.Reading.ImportReport) : null;
    }
}
