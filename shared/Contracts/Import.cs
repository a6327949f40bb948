using System.Text.Json.Serialization;

namespace Edge.Shared.Contracts;

[JsonConverter(typeof(WireEnum<ImportChunkState>))]
public enum ImportChunkState
{
    Committed,
    Refused,
    AlreadyCommitted,
}

/// <summary>What is wrong with one line. <paramref name="Line"/> counts from 1 and includes the CSV header.</summary>
public sealed record ImportLineProblem(int Line, ItemProblem Problem);

/// <summary>A run of lines that was written whole or not at all.</summary>
public sealed record ImportChunk(int FirstLine, int LastLine, ImportChunkState State, int Created, int Duplicates, IReadOnlyList<ImportLineProblem> Problems);

/// <summary>The report of an import. Sending the same file (or its repaired copy) with the same <paramref name="Id"/> resumes it: committed chunks are skipped.</summary>
/// <param name="Complete">True when every chunk is committed.</param>
public sealed record ImportReport(string Id, bool Complete, int Lines, int Created, int Duplicates, int Refused, IReadOnlyList<ImportChunk> Chunks);
