namespace Edge.Storage.Redis;

/// <summary>
/// Exponential backoff with full jitter: any time between nothing and the bound, so that nodes which lost the same server do not
/// come back in step. See "Exponential Backoff And Jitter", https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/.
/// </summary>
internal static class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    /// <param name="failures">Attempts that failed so far.</param>
    /// <param name="chance">From 0 up to 1.</param>
    public static TimeSpan Delay(int failures, double chance)
    {
        var bound = First * Math.Pow(2, Math.Min(failures, 10));
        return (bound < Most ? bound : Most) * chance;
    }
}
