using Edge.Storage.Facts;

namespace Edge.Features.Push.Delivery;

/// <summary>Follows the log of facts and makes messages of those that someone is subscribed to.</summary>
internal sealed class FanOut(FanOutStore store, FactLog facts, TimeProvider time)
{
    private const int BatchSize = 500;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    // While nobody is subscribed there is nothing to follow but where the log ends, and no hurry.
    private static readonly TimeSpan Unsubscribed = TimeSpan.FromMinutes(1);

    private DateTimeOffset movedAt;

    /// <summary>Does what is to be done now.</summary>
    /// <returns>How long to wait for the next round if nothing happens meanwhile.</returns>
    public async Task<TimeSpan> Round(CancellationToken cancellation)
    {
        // In this order: who subscribes after the look at the log is told of what comes after it.
        var newest = await facts.Newest(cancellation);
        var known = await store.Place(cancellation);
        var isWanted = await store.AnyoneSubscribed(cancellation);
        if (known is null || !isWanted)
        {
            if (known is null || (known.Cursor != newest && time.GetUtcNow() - movedAt >= Unsubscribed))
            {
                await store.Move(known, FanOutPlace.Behind(newest), cancellation);
                movedAt = time.GetUtcNow();
            }
            return isWanted ? TimeSpan.Zero : Unsubscribed;
        }
        var batch = await facts.ReadAfter(known.Cursor, BatchSize, cancellation);
        if (batch.Count == 0)
            return Idle;
        await Follow(known, batch, cancellation);
        return batch.Count == BatchSize ? TimeSpan.Zero : Idle;
    }

    private async Task Follow(FanOutPlace place, List<RecordedFact> batch, CancellationToken cancellation)
    {
        var moves = new List<MovedFact>();
        foreach (var fact in batch)
        {
            if (MovedFact.Of(fact) is { } move)
                moves.Add(move);
        }
        var wanted = moves.Count == 0 ? [] : await store.Wanted(moves, cancellation);
        foreach (var (move, ofAll) in wanted)
        {
            while (place.Cursor != move.Cursor)
            {
                // Another node goes on from there.
                if (await store.Enqueue(place, move, ofAll, cancellation) is not { } next)
                    return;
                place = next;
            }
        }
        if (place.Cursor != batch[^1].Cursor)
            await store.Move(place, FanOutPlace.Behind(batch[^1].Cursor), cancellation);
    }
}
