using Edge.Features.Push.Subscriptions;
using Edge.Shared.Contracts;
using Edge.Storage.Facts;
using Edge.Storage.Sql;

namespace Edge.Features.Push.Delivery;

/// <summary>A message as it is claimed: what to tell, and whom.</summary>
internal sealed record DueMessage(
    Guid DeviceId, string Subject, SubscriptionScope Scope, Status Status, FactCursor Fact, DateTimeOffset ToldAt, DateTimeOffset ExpiresAt,
    int Attempts, Device Device, string Language, SilentTime? Silence) : IRow<DueMessage>
{
    public static readonly SqlText Columns = $"""
        m.device_id, m.subject, m.scope, m.status, m.fact_tx, m.fact_seq, m.told_at, m.expires_at, m.attempts,
        d.endpoint, d.p256dh, d.auth, d.language, d.quiet_from, d.quiet_until, d.time_zone, d.utc_offset
        """;

    public static DueMessage Read(Columns columns) => new(
        columns.Id(0),
        columns.Text(1),
        WireName.Parse<SubscriptionScope>(columns.Text(2)),
        WireName.Parse<Status>(columns.Text(3)),
        new FactCursor(columns.Long(4), columns.Long(5)),
        columns.Time(6),
        columns.Time(7),
        columns.Int(8),
        new Device(columns.Text(9), columns.Bytes(10), columns.Bytes(11)),
        columns.Text(12),
        columns.IsNull(13) ? null : new SilentTime(columns.Int(13), columns.Int(14), columns.Text(15), columns.Int(16)));
}

/// <summary>What a message says of its shipment, as it is when the message is sent.</summary>
internal sealed record ToldShipment(
    Guid Id, string Token, string Number, DateTimeOffset? EtaFrom, DateTimeOffset? EtaThrough, long Organisation) : IRow<ToldShipment>
{
    public static ToldShipment Read(Columns columns) =>
        new(columns.Id(0), columns.Text(1), columns.Text(2), columns.TimeOrNull(3), columns.TimeOrNull(4), columns.Long(5));
}

internal sealed record ClaimedMessages(List<DueMessage> Messages, List<ToldShipment> Shipments);

/// <summary>What became of a try to send.</summary>
internal enum Outcome
{
    Delivered,

    /// <summary>The push service knows the device no more.</summary>
    Gone,

    /// <summary>The push service takes it neither now nor later.</summary>
    Refused,

    /// <summary>It was not to be delivered in time.</summary>
    Expired,

    /// <summary>It is tried again later.</summary>
    Retried,

    /// <summary>It was not tried: the device is silent, or the push service wants to be left alone.</summary>
    Held,
}

/// <param name="Service">The push service's name.</param>
/// <param name="Due">When to try again; null when it is over.</param>
internal sealed record Settled(DueMessage Message, string Service, Outcome Outcome, DateTimeOffset? Due = null);
