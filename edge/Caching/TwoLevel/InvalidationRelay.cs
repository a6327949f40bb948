using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Edge.Storage;
using Edge.Storage.Redis;

namespace Edge.Caching.TwoLevel;

/// <summary>
/// Tells the other nodes through Redis what this node's commits have made stale, and hears it from them. It makes changes show within a
/// millisecond or so; nothing depends on it, since every node finds the facts by itself. Exists only where Redis is configured.
/// </summary>
internal sealed class InvalidationRelay : BackgroundService
{
    private const string ChannelName = "edge:stale:";
    private const int MostWaiting = 10_000;
    private const int MostBytes = 16 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly RedisClient redis;
    private readonly Coherence coherence;
    private readonly string channel;
    private readonly string node = Guid.NewGuid().ToString("N");

    // What does not fit is found by the others in the facts.
    private readonly Channel<string> leaving = Channel.CreateBounded<string>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public InvalidationRelay(RedisClient redis, Coherence coherence, DatabaseEpoch epoch)
    {
        this.redis = redis;
        this.coherence = coherence;
        channel = ChannelName + epoch.Value;
        coherence.Told += (tag, position) =>
            leaving.Writer.TryWrite(string.Create(CultureInfo.InvariantCulture, $"{position} {tag}\n"));
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Tell(stoppingToken), Hear(stoppingToken));

    private async Task Tell(CancellationToken cancellation)
    {
        while (await leaving.Reader.WaitToReadAsync(cancellation))
        {
            var message = new StringBuilder(node).Append('\n');
            while (message.Length < MostBytes && leaving.Reader.TryRead(out var line))
                message.Append(line);
            try
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                patience.CancelAfter(Patience);
                await redis.Publish(channel, Encoding.UTF8.GetBytes(message.ToString()), patience.Token);
            }
            catch (Exception error) when (RedisLevel.IsExpected(error))
            {
                // They look by themselves.
            }
        }
    }

    private async Task Hear(CancellationToken cancellation)
    {
        using var subscription = redis.Subscribe(channel);
        await foreach (var notice in subscription.Read(cancellation))
        {
            if (notice.Kind == RedisNoticeKind.Message)
                Hear(Encoding.UTF8.GetString(notice.Payload.Span));
        }
    }

    private void Hear(ReadOnlySpan<char> message)
    {
        var isFirst = true;
        foreach (var range in message.Split('\n'))
        {
            var line = message[range];
            if (isFirst && line.SequenceEqual(node))
                return;
            isFirst = false;
            var blank = line.IndexOf(' ');
            if (blank > 0 && long.TryParse(line[..blank], NumberStyles.None, CultureInfo.InvariantCulture, out var position))
                coherence.Hear(line[(blank + 1)..].ToString(), position);
        }
    }
}
