using System.Threading.RateLimiting;

namespace Edge.Pipeline.RateLimiting;

/// <summary>What a bucket answered, and how it stands now.</summary>
internal sealed class BucketLease(bool isAcquired, long fullAt, long now, long perToken, int capacity) : RateLimitLease
{
    public override bool IsAcquired => isAcquired;

    public override IEnumerable<string> MetadataNames => [MetadataName.RetryAfter.Name];

    /// <summary>Whole tokens left.</summary>
    public long Remaining => Math.Max(0, ((capacity * perToken) - Missing) / perToken);

    /// <summary>Seconds, rounded up, until there is one token more than <see cref="Remaining"/>; 0 for a full bucket.</summary>
    public int SecondsToNext => Missing == 0 ? 0 : Seconds(Missing - ((capacity - Remaining - 1) * perToken));

    private long Missing => Math.Max(0, fullAt - now);

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        var isKnown = !isAcquired && metadataName == MetadataName.RetryAfter.Name;
        metadata = isKnown ? TimeSpan.FromSeconds(SecondsToNext) : null;
        return isKnown;
    }

    private static int Seconds(long ticks) => (int)((Math.Max(0, ticks) + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond);
}
