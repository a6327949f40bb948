using Edge.Features.Tracking.Shipments;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Features.Tracking.Imports;

/// <summary>
/// Reads a file of shipments as a stream and writes it in chunks, each whole or not at all, with what the report says of it.
/// Sending the file again under the same id skips the chunks that are in and counts them as they were counted then;
/// a shipment that is already there counts as a duplicate and is left alone.
/// </summary>
internal sealed class Importer(Database database, ImportStore imports, ShipmentStore shipments)
{
    public const int ChunkLines = 500;

    public async Task<ImportReport> Run(ImportKey key, IAsyncEnumerable<ImportLine> lines, CancellationToken cancellation)
    {
        var run = new ImportRun(key, await imports.Begin(key, cancellation));
        var chunk = new List<ImportLine>(ChunkLines);
        try
        {
            await foreach (var line in lines.WithCancellation(cancellation))
            {
                chunk.Add(line);
                if (chunk.Count == ChunkLines)
                    await Flush(run, chunk, cancellation);
            }
            await Flush(run, chunk, cancellation);
        }
        catch (ImportFileException fault)
        {
            await Flush(run, chunk, cancellation);
            await Report(run, ReportPart.Unreadable(fault), cancellation);
        }
        await imports.Finish(run.Id, cancellation);
        return run.Report.Build(finished: true);
    }

    private async Task Flush(ImportRun run, List<ImportLine> chunk, CancellationToken cancellation)
    {
        if (chunk.Count == 0)
            return;
        var faults = new List<ImportLineProblem>();
        foreach (var line in chunk)
        {
            if (Fault(line) is { } fault)
                faults.Add(new ImportLineProblem(line.Line, fault));
        }
        if (faults.Count > 0)
            await Report(run, ReportPart.LeftOut(chunk, faults), cancellation);
        else
            await Write(run, chunk, cancellation);
        chunk.Clear();
    }

    private async Task Report(ImportRun run, ReportPart part, CancellationToken cancellation)
    {
        var kept = run.Report.Fit(part);
        await database.Transaction(session => ImportStore.Append(session, run.Id, run.Report.Parts, kept), cancellation);
        run.Report.Add(kept);
    }

    private async Task Write(ImportRun run, List<ImportLine> chunk, CancellationToken cancellation)
    {
        var hash = ImportStore.HashOf(chunk);
        var isRepeated = !run.Hashes.Add(Convert.ToHexString(hash));
        var part = await database.Transaction(
            async session =>
            {
                var earlier = await ImportStore.CreatedBy(session, run.Key, hash);
                // A file that says the same chunk twice created its shipments once.
                var written = earlier is { } created
                    ? ReportPart.Written(chunk, ImportChunkState.AlreadyCommitted, isRepeated ? 0 : created)
                    : ReportPart.Written(chunk, ImportChunkState.Committed, await shipments.CreateAll(session, run.Key.Organisation, chunk.Select(line => line.Request!)));
                if (earlier is null)
                    await imports.MarkCommitted(session, run.Key, hash, written.Chunk);
                await ImportStore.Append(session, run.Id, run.Report.Parts, written);
                return written;
            },
            cancellation);
        run.Report.Add(part);
    }

    private static ItemProblem? Fault(ImportLine line) => line.Problem ?? ShipmentRules.Of(line.Request!).FirstAsItem();

    /// <summary>One sending of the file, with what it has said so far.</summary>
    private sealed class ImportRun(ImportKey key, Guid id)
    {
        public ImportKey Key => key;

        public Guid Id => id;

        public ReportBuilder Report { get; } = new(key.Id);

        public HashSet<string> Hashes { get; } = [];
    }
}
