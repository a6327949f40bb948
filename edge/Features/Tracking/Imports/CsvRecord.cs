namespace Edge.Features.Tracking.Imports;

/// <summary>The fields of one CSV record, with the lines it stood on.</summary>
internal sealed record CsvRecord(int Line, int LastLine, IReadOnlyList<string> Fields)
{
    public bool IsBlank => Fields.Count == 1 && Fields[0].Length == 0;
}
