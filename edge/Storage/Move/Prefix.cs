using System.Security.Cryptography;

namespace Edge.Storage.Move;

/// <summary>The first rows of a table, which were read from both ends and were the same.</summary>
internal sealed class Prefix
{
    /// <summary>The number of the last of them; null when there are none.</summary>
    public long? Key { get; private set; }

    public long Rows { get; private set; }

    public long Sum { get; private set; }

    public IncrementalHash Source { get; } = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public IncrementalHash Target { get; } = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Add(ReadOnlySpan<byte> wanted, ReadOnlySpan<byte> found)
    {
        var number = RowBytes.Number(wanted);
        Key = number;
        Rows++;
        Sum += number;
        Source.AppendData(wanted);
        Target.AppendData(found);
    }
}
