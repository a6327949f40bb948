using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Imports;

/// <summary>Sums up an import chunk by chunk. Of a hopeless file only the first problems are kept; all are counted.</summary>
internal sealed class ReportBuilder(string id)
{
    public const int MaxProblems = 1000;

    private readonly List<ImportChunk> chunks = [];
    private int problems;
    private int created;
    private int duplicates;
    private int refused;

    public int Parts => chunks.Count;

    /// <summary>The part with as many of its problems as the report still has room for.</summary>
    public ReportPart Fit(ReportPart part) =>
        part with { Chunk = part.Chunk with { Problems = [.. part.Chunk.Problems.Take(MaxProblems - problems)] } };

    public void Add(ReportPart part)
    {
        created += part.Chunk.Created;
        duplicates += part.Chunk.Duplicates;
        refused += part.Refused;
        problems += part.Chunk.Problems.Count;
        chunks.Add(part.Chunk);
    }

    /// <param name="finished">False while lines may follow: such a report is not complete, whatever it holds.</param>
    public ImportReport Build(bool finished) =>
        new(
            id,
            finished && chunks.TrueForAll(chunk => chunk.State != ImportChunkState.Refused),
            created + duplicates + refused,
            created,
            duplicates,
            refused,
            chunks);
}
