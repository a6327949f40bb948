using System.Text.Json;
using Edge.Features.Tracking.Events;
using Edge.Shared.Contracts;
using Edge.Storage.Sql;

namespace Edge.Features.Tracking.Shipments;

/// <summary>Where a status comes from. <paramref name="Event"/> is null while no event tells a status.</summary>
internal sealed record Explained(Guid? EventId, string Rule, StatusEvent? Event)
{
    public const string NoRule = "none";

    public static readonly Explained ByNothing = new(null, NoRule, null);
}

internal sealed record ShipmentRow : IRow<ShipmentRow>
{
    /// <summary>The columns in the order of <see cref="Read"/>, of a table or alias <c>s</c>.</summary>
    public static readonly SqlText Columns = $"""
        s.seq, s.id, s.token, s.carrier, s.number, s.number_as_typed, s.reference, s.origin, s.destination, s.pieces, s.weight_grams,
        s.status, s.sub_status, s.reason, s.flags, s.told_flags, s.explanation_event, s.explanation_rule, s.explanation_time,
        s.explanation_correction, s.explanation_dedupe, s.eta_from, s.eta_through, s.eta_source, s.promised_at, s.delivered_at,
        s.proof_of_delivery, s.version, s.change, s.created_at, s.updated_at, s.fresh_as_of, s.archived_at, s.flags_due_at, s.changed_in,
        s.events_from, s.events_through, s.organisation
        """;

    public long Seq { get; init; }

    /// <summary>The number of the organisation that it belongs to, for good.</summary>
    public required long Organisation { get; init; }

    public required Guid Id { get; init; }

    public required string Token { get; init; }

    public required string Carrier { get; init; }

    public required string Number { get; init; }

    public required string NumberAsTyped { get; init; }

    public string? Reference { get; init; }

    public Location? Origin { get; init; }

    public Location? Destination { get; init; }

    public int? Pieces { get; init; }

    public long? WeightGrams { get; init; }

    public Status Status { get; init; }

    public string? SubStatus { get; init; }

    public string? Reason { get; init; }

    public int Flags { get; init; }

    /// <summary>The flags that the explaining event tells; the rest of <see cref="Flags"/> comes from the clock.</summary>
    public int ToldFlags { get; init; }

    public Explained Explained { get; init; } = Explained.ByNothing;

    public Eta? Eta { get; init; }

    public DateTimeOffset? PromisedAt { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    public ProofOfDelivery? ProofOfDelivery { get; init; }

    public long Version { get; init; } = 1;

    /// <summary>The fact that told of the last change.</summary>
    public long Change { get; init; }

    /// <summary>The transaction of that fact, where the database orders by it.</summary>
    public long ChangedIn { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required DateTimeOffset FreshAsOf { get; init; }

    public DateTimeOffset? ArchivedAt { get; init; }

    public DateTimeOffset? FlagsDueAt { get; init; }

    /// <summary>When its events happened; null while it has none.</summary>
    public EventSpan? Span { get; init; }

    public static ShipmentRow Read(Columns columns)
    {
        var status = WireName.Parse<Status>(columns.Text(11));
        return new ShipmentRow
        {
            Seq = columns.Long(0),
            Id = columns.Id(1),
            Token = columns.Text(2),
            Carrier = columns.Text(3),
            Number = columns.Text(4),
            NumberAsTyped = columns.Text(5),
            Reference = columns.TextOrNull(6),
            Origin = Places.FromJson(columns.TextOrNull(7)),
            Destination = Places.FromJson(columns.TextOrNull(8)),
            Pieces = columns.IntOrNull(9),
            WeightGrams = columns.LongOrNull(10),
            Status = status,
            SubStatus = columns.TextOrNull(12),
            Reason = columns.TextOrNull(13),
            Flags = columns.Int(14),
            ToldFlags = columns.Int(15),
            Explained = ReadExplained(columns, status),
            Eta = columns.IsNull(21) ? null : new Eta(columns.Time(21), columns.Time(22), columns.TextOrNull(23)),
            PromisedAt = columns.TimeOrNull(24),
            DeliveredAt = columns.TimeOrNull(25),
            ProofOfDelivery = columns.TextOrNull(26) is { } proof
                ? JsonSerializer.Deserialize(proof, WireJson.Default.ProofOfDelivery)
                : null,
            Version = columns.Long(27),
            Change = columns.Long(28),
            CreatedAt = columns.Time(29),
            UpdatedAt = columns.Time(30),
            FreshAsOf = columns.Time(31),
            ArchivedAt = columns.TimeOrNull(32),
            FlagsDueAt = columns.TimeOrNull(33),
            ChangedIn = columns.Long(34),
            Span = columns.IsNull(35) ? null : new EventSpan(columns.Time(35), columns.Time(36)),
            Organisation = columns.Long(37),
        };
    }

    /// <summary>The shipment with the flags that it has at <paramref name="now"/>.</summary>
    public ShipmentRow Flagged(TimeSpan staleAfter, DateTimeOffset now)
    {
        var basis = new FlagBasis(Status, ToldFlags, PromisedAt, Eta?.Through, FreshAsOf, ArchivedAt is not null);
        var (bits, dueAt) = FlagDerivation.Of(basis, staleAfter, now);
        return this with { Flags = bits, FlagsDueAt = dueAt };
    }

    public Shipment ToContract() => new(
        Id, Token, Carrier, Number, NumberAsTyped, Reference, Origin, Destination, Pieces, WeightGrams, Status, SubStatus, Reason,
        FlagBits.Flags(Flags), new StatusExplanation(Explained.EventId, Explained.Rule), Eta, PromisedAt, DeliveredAt, ProofOfDelivery,
        Version, CreatedAt, UpdatedAt, FreshAsOf, ArchivedAt);

    private static Explained ReadExplained(Columns columns, Status status) =>
        columns.IsNull(16)
            ? Explained.ByNothing
            : new Explained(
                columns.Id(16),
                columns.Text(17),
                new StatusEvent(columns.Time(18), columns.Bool(19), status, DedupeHash.Read(columns.Bytes(20))));
}
