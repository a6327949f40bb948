using Edge.Caching.HttpCaching;
using Edge.Hosting.Http;
using Edge.Storage;
using Edge.Storage.Facts;
using Edge.Storage.Redis;

namespace Edge.Caching.Cdn;

/// <summary>
/// Follows the log of facts for every cache in front, each at its own pace: one that cannot be reached holds up no other. What it does may
/// be done twice without harm, so it needs no more than to know where it was.
/// </summary>
internal sealed partial class PurgeWorker(
    IReadOnlyList<PurgeFollower> followers, IReadOnlyList<PurgeProgress> progress, FactLog facts, IServiceProvider services,
    TimeProvider time, ILogger<PurgeWorker> log) : BackgroundService
{
    private static readonly TimeSpan Contended = TimeSpan.FromSeconds(1);

    private readonly string node = Guid.NewGuid().ToString("N");

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The edition is known once the database is open.
        var edition = services.GetRequiredService<Edition>().Mark;
        return Task.WhenAll(followers.Select((follower, at) => Follow(follower, progress[at], edition, stoppingToken)));
    }

    private async Task Follow(PurgeFollower follower, PurgeProgress own, string edition, CancellationToken stopping)
    {
        var failures = 0;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var heard = facts.Heard;
                if (await follower.Round(node, edition, stopping) is not { } pause)
                {
                    await Task.Delay(Contended, time, stopping);
                    continue;
                }
                if (failures > 0)
                    LogRecovered(follower.Name);
                failures = 0;
                await Task.Delay(follower.Pace, time, stopping);
                await facts.WaitForMore(heard, pause > TimeSpan.Zero ? pause : TimeSpan.Zero, stopping);
            }
            catch (HttpFailedException error)
            {
                own.Failed(error.Message);
                if (failures++ == 0)
                    LogFailed(follower.Name, error.Message);
                var pause = error.RetryAfter ?? Pause(failures);
                await Quietly(follower.Hold(node, pause, stopping));
                await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (StorageUnavailableException)
            {
                await Task.Delay(Pause(++failures), time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                await Quietly(follower.Release(node));
            }
        }
    }

    private static async Task Quietly(Task claim)
    {
        try
        {
            await claim;
        }
        catch (Exception error) when (error is StorageUnavailableException or OperationCanceledException)
        {
            // The claim ends by itself.
        }
    }

    // From a quarter of a second on, up to five.
    private static TimeSpan Pause(int failures) =>
        TimeSpan.FromMilliseconds(250) + Backoff.Delay(failures, Random.Shared.NextDouble());

    [LoggerMessage(Level = LogLevel.Warning, Message = "Purging {Cdn} failed and is tried again until it works; its answers may be old meanwhile: {Reason}")]
    private partial void LogFailed(string cdn, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Purging {Cdn} works again")]
    private partial void LogRecovered(string cdn);
}
