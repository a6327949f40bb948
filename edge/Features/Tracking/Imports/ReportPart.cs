using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Imports;

/// <summary>What a report says of one chunk, and how many of its lines were left out.</summary>
internal sealed record ReportPart(ImportChunk Chunk, int Refused)
{
    public static ReportPart Written(IReadOnlyList<ImportLine> chunk, ImportChunkState state, int created) =>
        new(new ImportChunk(chunk[0].Line, chunk[^1].LastLine, state, created, chunk.Count - created, []), 0);

    public static ReportPart LeftOut(IReadOnlyList<ImportLine> chunk, IReadOnlyList<ImportLineProblem> problems) =>
        new(new ImportChunk(chunk[0].Line, chunk[^1].LastLine, ImportChunkState.Refused, 0, 0, problems), chunk.Count);

    /// <summary>The file cannot be read from this line on.</summary>
    public static ReportPart Unreadable(ImportFileException fault)
    {
        var problem = new ImportLineProblem(fault.Line, new ItemProblem("file-unreadable", fault.Detail));
        return new ReportPart(new ImportChunk(fault.Line, fault.Line, ImportChunkState.Refused, 0, 0, [problem]), 0);
    }
}
