using System.Security.Cryptography;
using Edge.Caching.HttpCaching;
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
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly string node = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

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
                var pause = await follower.Round(node, edition, stopping);
                if (failures > 0)
                    LogRecovered(follower.Name);
                failures = 0;
                await Task.Delay(follower.Pace, time, stopping);
                await facts.WaitForMore(heard, pause > TimeSpan.Zero ? pause : TimeSpan.Zero, stopping);
            }
            catch (PurgeFailedException error)
            {
                own.Failed(error.Message);
                if (failures++ == 0)
                    LogFailed(error, follower.Name);
                var pause = error.RetryAfter ?? Pause(failures);
                await Yield(follower, pause);
                await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (StorageUnavailableException)
            {
                await Task.Delay(Pause(++failures), time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                await Yield(follower, TimeSpan.Zero);
            }
        }
    }

    private async Task Yield(PurgeFollower follower, TimeSpan pause)
    {
        try
        {
            await follower.Yield(node, pause, CancellationToken.None);
        }
        catch (StorageUnavailableException)
        {
            // The claim ends by itself.
        }
    }

    private static TimeSpan Pause(int failures)
    {
        var pause = TimeSpan.FromMilliseconds(250) + Backoff.Delay(failures, RandomNumberGenerator.GetInt32(1000) / 1000.0);
        return pause < LongestPause ? pause : LongestPause;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Purging {Cdn} failed and is tried again until it works; its answers may be old meanwhile")]
    private partial void LogFailed(Exception error, string cdn);

    [LoggerMessage(Level = LogLevel.Information, Message = "Purging {Cdn} works again")]
    private partial void LogRecovered(string cdn);
}
