using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Events;

/// <summary>
/// Says which event a shipment's status comes from. Events of one instant speak with one voice, the greatest of them; instants follow
/// each other in time, each replacing the one before, except that a terminal status yields to a correction only. The answer depends
/// on the set of events and never on the order in which they arrived.
/// </summary>
internal static class StatusDerivation
{
    /// <summary>The definition. Null when no event tells a status.</summary>
    public static StatusEvent? Of(IEnumerable<StatusEvent> events)
    {
        StatusEvent? current = null;
        StatusEvent? voice = null;
        var ordered = new List<StatusEvent>(events);
        ordered.Sort();
        foreach (var next in ordered)
        {
            // Ascending order: the last one of an instant is its greatest.
            if (voice is { } spoken && spoken.Time != next.Time)
                current = Follow(current, spoken);
            voice = next;
        }
        return voice is { } last ? Follow(current, last) : current;
    }

    /// <summary>
    /// Adds one event to a derivation without the other events, where that gives exactly what <see cref="Of"/> would.
    /// </summary>
    /// <returns>False when the other events are needed: the new one may end or reopen the journey before or beside its present end.</returns>
    public static bool TryAdvance(StatusEvent? current, StatusEvent next, out StatusEvent result)
    {
        result = next;
        if (current is not { } present)
            return true;
        var isAhead = next.CompareTo(present) > 0;
        if (!next.IsDecisive)
        {
            // Between two others it makes no difference, since whatever follows would replace it as well.
            if (StatusRank.IsTerminal(present.Status) || !isAhead)
                result = present;
            return true;
        }
        if (!StatusRank.IsTerminal(present.Status))
            return isAhead;
        if (next.Correction || next.Time <= present.Time)
            return false;
        result = present;
        return true;
    }

    private static StatusEvent Follow(StatusEvent? current, StatusEvent next) =>
        current is { } present && StatusRank.IsTerminal(present.Status) && !next.Correction ? present : next;
}
