using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Imports;

/// <summary>Sums up an import chunk by chunk. Of a hopeless file only the first problems are kept; all are counted.</summary>
internal sealed class ReportBuilder(string id)
{
    public const int MaxProblems = 1000;

    private readonly List<ImportChunk> chunks = [];
    private int problems;
    private int lines;
    private int created;
    private int duplicates;
    private int refused;

    public void Committed(IReadOnlyList<ImportLine> chunk, ImportChunkState state, int createdNow, int duplicatesNow)
    {
        lines += chunk.Count;
        created += createdNow;
        duplicates += duplicatesNow;
        chunks.Add(new ImportChunk(chunk[0].Line, chunk[^1].LastLine, state, createdNow, duplicatesNow, []));
    }

    /// <summary>A chunk of which nothing was written, because of the lines in <paramref name="faults"/>.</summary>
    public void Refused(IReadOnlyList<ImportLine> chunk, IReadOnlyList<ImportLineProblem> faults)
    {
        lines += chunk.Count;
        refused += chunk.Count;
        chunks.Add(new ImportChunk(chunk[0].Line, chunk[^1].LastLine, ImportChunkState.Refused, 0, 0, Kept(faults)));
    }

    /// <summary>The file cannot be read from this line on.</summary>
    public void Unreadable(ImportFileException fault)
    {
        var problem = new ImportLineProblem(fault.Line, new ItemProblem("file-unreadable", fault.Detail));
        chunks.Add(new ImportChunk(fault.Line, fault.Line, ImportChunkState.Refused, 0, 0, Kept([problem])));
    }

    public ImportReport Build() =>
        new(id, chunks.TrueForAll(chunk => chunk.State != ImportChunkState.Refused), lines, created, duplicates, refused, chunks);

    private List<ImportLineProblem> Kept(IReadOnlyList<ImportLineProblem> faults)
    {
        List<ImportLineProblem> kept = [.. faults.Take(MaxProblems - problems)];
        problems += kept.Count;
        return kept;
    }
}
