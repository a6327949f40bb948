namespace Edge.Storage.Postgres;

/// <summary>
/// Where the primary was, and when, by this node's clock: how far a replica is behind follows from where it is, whether or not anything
/// is written meanwhile, and whatever the servers' clocks say.
/// </summary>
internal sealed class PrimaryHistory(TimeSpan span, TimeProvider time)
{
    private const int Places = 64;

    private readonly (long Position, long At)[] places = new (long, long)[Places];
    private readonly TimeSpan spacing = span / (Places / 2);
    private int count;
    private (long Position, long At) latest;

    public void Add(long position)
    {
        latest = (position, time.GetTimestamp());
        if (count > 0 && time.GetElapsedTime(places[(count - 1) % Places].At, latest.At) < spacing)
            return;
        places[count % Places] = latest;
        count++;
    }

    /// <summary>Another primary has another log.</summary>
    public void Clear() => count = 0;

    public bool IsEmpty => count == 0;

    /// <summary>
    /// How long before the primary was last seen it was where <paramref name="position"/> is, at the most: 0 when it still was.
    /// </summary>
    /// <param name="isKnown">False when the primary was never seen there: it is longer than what is returned.</param>
    public TimeSpan Lag(long position, out bool isKnown)
    {
        isKnown = count > 0;
        if (count == 0 || position >= latest.Position)
            return TimeSpan.Zero;
        var oldest = Math.Max(0, count - Places);
        for (var i = count - 1; i >= oldest; i--)
        {
            if (places[i % Places].Position <= position)
                return time.GetElapsedTime(places[i % Places].At, latest.At);
        }
        isKnown = false;
        return time.GetElapsedTime(places[oldest % Places].At, latest.At);
    }
}
