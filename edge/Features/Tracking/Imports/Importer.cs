using Edge.Features.Tracking.Shipments;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Features.Tracking.Imports;

/// <summary>
/// Reads a file of shipments as a stream and writes it in chunks, each whole or not at all. Sending the file again under the same id
/// skips the chunks that are in; a shipment that is already there counts as a duplicate and is left alone.
/// </summary>
internal sealed class Importer(Database database, ImportStore imports, ShipmentStore shipments)
{
    public const int ChunkLines = 500;

    public async Task<ImportReport> Run(string id, IAsyncEnumerable<ImportLine> lines, CancellationToken cancellation)
    {
        var report = new ReportBuilder(id);
        var chunk = new List<ImportLine>(ChunkLines);
        try
        {
            await foreach (var line in lines.WithCancellation(cancellation))
            {
                chunk.Add(line);
                if (chunk.Count == ChunkLines)
                    await Flush(report, id, chunk, cancellation);
            }
            await Flush(report, id, chunk, cancellation);
        }
        catch (ImportFileException fault)
        {
            await Flush(report, id, chunk, cancellation);
            report.Unreadable(fault);
        }
        var finished = report.Build();
        await imports.Save(finished, cancellation);
        return finished;
    }

    private async Task Flush(ReportBuilder report, string id, List<ImportLine> chunk, CancellationToken cancellation)
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
            report.Refused(chunk, faults);
        else
            await Write(report, id, chunk, cancellation);
        chunk.Clear();
    }

    private async Task Write(ReportBuilder report, string id, List<ImportLine> chunk, CancellationToken cancellation)
    {
        var hash = ImportStore.HashOf(chunk);
        var (state, created) = await database.Transaction(
            async session =>
            {
                if (await ImportStore.IsCommitted(session, id, hash))
                    return (ImportChunkState.AlreadyCommitted, 0);
                var count = 0;
                foreach (var line in chunk)
                    count += (await shipments.Create(session, line.Request!)).IsNew ? 1 : 0;
                await imports.MarkCommitted(session, id, hash, count, chunk.Count - count);
                return (ImportChunkState.Committed, count);
            },
            cancellation);
        report.Committed(chunk, state, created, state == ImportChunkState.Committed ? chunk.Count - created : 0);
    }

    private static ItemProblem? Fault(ImportLine line) => line.Problem ?? ShipmentRules.Of(line.Request!).FirstAsItem();
}
