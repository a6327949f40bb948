using System.Text.Json;
using Edge.Features.Tracking.Shipments;
using Edge.Storage;
using Edge.Storage.Facts;

namespace Edge.Features.Tracking.Live;

/// <summary>
/// Follows the log of facts for all who listen to this node: one reader, however many they are, and none while there are none. What
/// another node commits is in the same log.
/// </summary>
internal sealed class LiveWorker(
    LiveAudience audience, LiveOptions options, FactLog facts, FactSights sights, IHostApplicationLifetime lifetime, TimeProvider time)
    : BackgroundService
{
    private const int BatchSize = 500;

    // Commits of a tenth of a second are read together.
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LookAnyhow = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private FactCursor? place;
    private FactSight? seen;
    private long beatAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The server ends before its workers, and waits for requests in flight.
        using var closing = lifetime.ApplicationStopping.Register(audience.Close);
        while (!stoppingToken.IsCancellationRequested)
        {
            await audience.Someone(stoppingToken);
            try
            {
                await Follow(stoppingToken);
            }
            catch (StorageUnavailableException)
            {
                // Whoever listens goes on listening: it is read on from the same place.
                BeatWhenDue();
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private async Task Follow(CancellationToken stopping)
    {
        place ??= await facts.Newest(stopping);
        audience.Follow();
        while (true)
        {
            if (audience.Rest())
            {
                place = null;
                return;
            }
            var heard = facts.Heard;
            await DoubtRights(stopping);
            var batch = await facts.ReadAfter(place.Value, BatchSize, stopping);
            foreach (var fact in batch)
                Tell(fact);
            if (batch.Count > 0)
                place = batch[^1].Cursor;
            BeatWhenDue();
            if (batch.Count == BatchSize)
                continue;
            await Task.Delay(Spacing, time, stopping);
            await facts.WaitForMore(heard, LookAnyhow, stopping);
        }
    }

    // Ahead of the log's order, which PostgreSQL holds back behind every older transaction, however long that runs: a right that was taken
    // away is not waited for. Nothing is looked at for those whose page's address is their right; whoever joins them is doubted at first.
    private async Task DoubtRights(CancellationToken stopping)
    {
        if (!audience.HasHolders)
        {
            seen = null;
            return;
        }
        try
        {
            if (seen is not { } earlier)
            {
                seen = await sights.Look(stopping);
                audience.Doubt(LiveAudience.Everyone);
                return;
            }
            var news = await sights.LookSince(earlier, BatchSize, stopping);
            seen = news.Sight;
            if (news.Facts.Count > BatchSize || news.Sight.Line != earlier.Line)
                audience.Doubt(LiveAudience.Everyone);
            foreach (var fact in news.Facts)
            {
                if (Array.IndexOf(LiveRightStore.Kinds, fact.Kind) >= 0)
                    audience.Doubt(fact.Subject);
            }
        }
        catch (StorageUnavailableException)
        {
            // Where replicas answer alone, nobody takes a right away; public pages go on.
        }
    }

    private void Tell(RecordedFact fact)
    {
        if (!audience.Cares(fact.Subject) || Array.IndexOf(ShipmentFacts.Tags.Kinds, fact.Kind) < 0)
            return;
        if (JsonSerializer.Deserialize(fact.Payload, ShipmentFactJson.Default.ShipmentFact) is { } said)
            audience.Tell(fact.Subject, said.Version);
    }

    private void BeatWhenDue()
    {
        var now = time.GetTimestamp();
        if (beatAt != 0 && time.GetElapsedTime(beatAt, now) < options.Heartbeat)
            return;
        beatAt = now;
        audience.Beat();
    }
}
