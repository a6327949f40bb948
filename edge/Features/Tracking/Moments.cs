namespace Edge.Features.Tracking;

internal static class Moments
{
    public static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Latest = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The moment as the database gives it back, so that the answer to a write equals the next read.</summary>
    public static DateTimeOffset ToStored(this DateTimeOffset moment) =>
        DateTimeOffset.FromUnixTimeMilliseconds(moment.ToUnixTimeMilliseconds());

    public static DateTimeOffset StoredNow(this TimeProvider time) => time.GetUtcNow().ToStored();
}
