using System.Text.Json;
using Edge.Shared.Contracts;
using Edge.Storage.Sql;

namespace Edge.Features.Tracking.Proofs;

/// <summary>A proof without the bytes of its photo.</summary>
internal sealed record ProofRow(
    Guid Id, DateTimeOffset At, DateTimeOffset RecordTime, Location? Location, IReadOnlyList<IReadOnlyList<int>>? Signature,
    string? PhotoType, int PhotoSize) : IRow<ProofRow>
{
    /// <summary>The columns in the order of <see cref="Read"/>, of a table or alias <c>p</c>.</summary>
    public static readonly SqlText Columns = $"p.id, p.made_at, p.record_time, p.location, p.signature, p.photo_type, p.photo_size";

    public static ProofRow Read(Columns columns) => new(
        columns.Id(0), columns.Time(1), columns.Time(2), Places.FromJson(columns.TextOrNull(3)),
        SignatureOf(columns.TextOrNull(4)), columns.TextOrNull(5), columns.Int(6));

    public Proof ToContract() => new(Id, At, RecordTime, Location, Signature, PhotoType, PhotoSize);

    public static string? ToJson(IReadOnlyList<IReadOnlyList<int>>? signature) =>
        signature is null ? null : JsonSerializer.Serialize(signature, WireJson.Default.IReadOnlyListIReadOnlyListInt32);

    public static IReadOnlyList<IReadOnlyList<int>>? SignatureOf(string? json) =>
        json is null ? null : JsonSerializer.Deserialize(json, WireJson.Default.IReadOnlyListIReadOnlyListInt32);
}

/// <summary>A photo, and what it is.</summary>
internal sealed record PhotoRow(string Type, byte[] Bytes) : IRow<PhotoRow>
{
    public static PhotoRow Read(Columns columns) => new(columns.Text(0), columns.Bytes(1));
}
