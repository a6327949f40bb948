using System.Text;
using Edge.Observability;
using Edge.Storage;
using Edge.Storage.Redis;

namespace Edge.Caching.TwoLevel;

/// <summary>
/// The entries that nodes share. An entry carries the position of the facts that are in it, so each node judges by what it knows itself
/// whether it is still true, and nothing has to be deleted. A lock of short life lets one node ask the source for all; one that
/// dies with it holds the others up for a quarter of a second. A Redis that does not answer is left alone for a moment.
/// </summary>
internal sealed class RedisLevel(RedisClient redis, Coherence coherence, DatabaseEpoch epoch, CachingOptions options, TimeProvider time)
{
    private static readonly RedisScript Ask = new("""
        local value = redis.call('GET', KEYS[1])
        if value then return value end
        if redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then return 1 end
        return 0
        """);

    private static readonly RedisScript Keep = new("""
        redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
        if redis.call('GET', KEYS[2]) == ARGV[1] then redis.call('UNLINK', KEYS[2]) end
        return 1
        """);

    private static readonly RedisScript Unlock = new("""
        if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('UNLINK', KEYS[1]) end
        return 1
        """);

    private static readonly TimeSpan LockedFor = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LockPatience = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly byte[] node = Guid.NewGuid().ToByteArray();
    private long closedUntil = long.MinValue;

    /// <summary>The entry under a key that is true by all this node knows, or null: then the caller asks the source, mostly alone.</summary>
    public async Task<Envelope?> Find(string key)
    {
        if (IsClosed)
            return null;
        var begun = time.GetTimestamp();
        try
        {
            while (true)
            {
                var asked = await Once(key);
                if (asked.Found is not null || asked.IsMine || time.GetElapsedTime(begun) > LockPatience)
                    return asked.Found;
                await Task.Delay(Poll + (Poll * Random.Shared.NextDouble()), time);
            }
        }
        catch (Exception error) when (IsExpected(error))
        {
            Close();
            return null;
        }
    }

    /// <summary>Shares an entry, and lets go of the lock.</summary>
    public async Task Store(string key, Envelope envelope, TimeSpan expiry)
    {
        if (IsClosed)
            return;
        try
        {
            using var patience = new CancellationTokenSource(options.SoftTimeout, time);
            await redis.Run(Keep, [KeyOf(key), LockOf(key)], [node, envelope.Write(), Milliseconds(expiry)], patience.Token);
        }
        catch (Exception error) when (IsExpected(error))
        {
            Close();
        }
    }

    /// <summary>There is nothing to share: others may try.</summary>
    public async Task GiveUp(string key)
    {
        if (IsClosed)
            return;
        try
        {
            using var patience = new CancellationTokenSource(options.SoftTimeout, time);
            await redis.Run(Unlock, [LockOf(key)], [node], patience.Token);
        }
        catch (Exception error) when (IsExpected(error))
        {
            Close();
        }
    }

    public static bool IsExpected(Exception error) =>
        error is RedisUnavailableException or RedisErrorReply or OperationCanceledException;

    private bool IsClosed => time.GetTimestamp() < Volatile.Read(ref closedUntil);

    private async Task<Asked> Once(string key)
    {
        using var patience = new CancellationTokenSource(options.SoftTimeout, time);
        var answer = await redis.Run(Ask, [KeyOf(key), LockOf(key)], [node, Milliseconds(LockedFor)], patience.Token);
        if (answer.Kind == ReplyKind.Integer)
            return new Asked(null, answer.Integer == 1);
        if (Envelope.Read(answer.Bytes) is { } found && IsGood(found, key))
            return new Asked(found, IsMine: false);
        return new Asked(null, await redis.SetIfAbsent(LockOf(key), node, LockedFor, patience.Token));
    }

    private bool IsGood(Envelope found, string key) =>
        found.ExpiresAt > time.GetUtcNow().ToUnixTimeMilliseconds()
        && coherence.Epochs.IsCurrent([TagEpochs.SlotOf(key), .. TagEpochs.SlotsOf(found.Tags)], found.Position);

    private void Close() =>
        Volatile.Write(ref closedUntil, time.GetTimestamp() + (long)(Rest.TotalSeconds * time.TimestampFrequency));

    // Another database, line of history or build knows other facts, or writes other words.
    private byte[] KeyOf(string key) => Encoding.UTF8.GetBytes($"edge:c:{epoch.Value}{coherence.Line}:{BuildInfo.Id}:{key}");

    private byte[] LockOf(string key) => Encoding.UTF8.GetBytes($"edge:l:{epoch.Value}{coherence.Line}:{BuildInfo.Id}:{key}");

    private static byte[] Milliseconds(TimeSpan span) =>
        Encoding.ASCII.GetBytes(((long)span.TotalMilliseconds).ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <param name="IsMine">The lock is this node's: it shall ask the source.</param>
    private sealed record Asked(Envelope? Found, bool IsMine);
}
