using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Shipments;

/// <summary>What the flags of a shipment depend on, beside the clock.</summary>
/// <param name="Told">The bits told by the event that explains the status.</param>
internal readonly record struct FlagBasis(
    Status Status, int Told, DateTimeOffset? PromisedAt, DateTimeOffset? EtaThrough, DateTimeOffset FreshAsOf, bool Archived);

internal static class FlagDerivation
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    /// <summary>The flags at <paramref name="now"/>, and the moment at which time alone will raise the next one, if ever.</summary>
    public static (int Bits, DateTimeOffset? DueAt) Of(in FlagBasis basis, TimeSpan staleAfter, DateTimeOffset now)
    {
        if (StatusRank.IsTerminal(basis.Status))
            return (basis.Told & ~(FlagBits.Delayed | FlagBits.Stale), null);
        var lateAt = Earlier(basis.PromisedAt, basis.EtaThrough) + Tick;
        var staleAt = basis.FreshAsOf + staleAfter;
        var bits = basis.Told;
        if (lateAt <= now)
            bits |= FlagBits.Delayed;
        if (staleAt <= now)
            bits |= FlagBits.Stale;
        // An archived parcel is out of sight: time goes on without it.
        var due = basis.Archived ? null : Earlier(lateAt > now ? lateAt : null, staleAt > now ? staleAt : null);
        return (bits, due);
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other < one ? other : one;
}
