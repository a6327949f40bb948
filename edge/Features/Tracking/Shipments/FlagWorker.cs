using Edge.Storage;

namespace Edge.Features.Tracking.Shipments;

/// <summary>Raises the flags that no event tells of but the clock: a parcel becomes late, or stale, by itself.</summary>
internal sealed partial class FlagWorker(
    Database database, ShipmentStore store, TrackingOptions options, TimeProvider time, ILogger<FlagWorker> log) : BackgroundService
{
    private const int BatchSize = 500;

    /// <returns>How many shipments moved.</returns>
    public async Task<int> Sweep(CancellationToken cancellation = default)
    {
        var moved = 0;
        while (await AnyDue(cancellation))
            moved += await database.Transaction(Flip, cancellation);
        return moved;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.FlagSweep, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Sweep(stoppingToken);
            }
            catch (StorageUnavailableException error)
            {
                LogMissed(error);
            }
        }
    }

    // Asked of a reader first: with nothing due, which is nearly always, the writer is left alone.
    private async ValueTask<bool> AnyDue(CancellationToken cancellation)
    {
        var now = time.StoredNow();
        var due = await database.Read(session => ShipmentStore.FlagsDue(session, now, limit: 1), cancellation);
        return due.Count > 0;
    }

    private async ValueTask<int> Flip(Session session)
    {
        var now = time.StoredNow();
        var moved = 0;
        foreach (var shipment in await ShipmentStore.FlagsDue(session, now, BatchSize))
        {
            var flagged = shipment.Flagged(options.StaleAfter, now);
            if (flagged.Flags == shipment.Flags)
            {
                await ShipmentStore.Postpone(session, flagged);
            }
            else
            {
                await store.SaveMoved(session, shipment, flagged, events: 0);
                moved++;
            }
        }
        return moved;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Late and stale parcels could not be looked for; the next sweep will find them")]
    private partial void LogMissed(StorageUnavailableException error);
}
