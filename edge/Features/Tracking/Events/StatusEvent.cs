using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Events;

/// <summary>
/// An actual event with a known status, as far as it can move a shipment. The order among events is total and does not know when
/// each arrived: event time, then corrections above the rest, then the rank; what is still equal is ordered by the dedupe hash.
/// </summary>
internal readonly record struct StatusEvent(DateTimeOffset Time, bool Correction, Status Status, UInt128 Dedupe) : IComparable<StatusEvent>
{
    /// <summary>True when it can end a journey or reopen one; all others only ever replace what is neither.</summary>
    public bool IsDecisive => Correction || StatusRank.IsTerminal(Status);

    public int CompareTo(StatusEvent other)
    {
        var order = Time.CompareTo(other.Time);
        if (order == 0)
            order = Correction.CompareTo(other.Correction);
        if (order == 0)
            order = StatusRank.Of(Status).CompareTo(StatusRank.Of(other.Status));
        if (order == 0)
            order = Status.CompareTo(other.Status);
        return order == 0 ? Dedupe.CompareTo(other.Dedupe) : order;
    }
}
