using Edge.Hosting.Configuration;

namespace Edge.Caching;

/// <param name="MemoryBytes">What the entries in memory may take.</param>
/// <param name="Staleness">Nothing older than this is answered while the database can be read.</param>
/// <param name="StaleAtMost">Nothing older than this is answered while it cannot.</param>
/// <param name="SoftTimeout">How long a caller waits for the source when there is something older to answer with; and for Redis.</param>
/// <param name="HardTimeout">How long a caller waits for the source when there is nothing.</param>
/// <param name="RetryAfter">How long a source that failed is left alone while there is something older to answer with.</param>
internal sealed record CachingOptions(
    long MemoryBytes, TimeSpan Staleness, TimeSpan StaleAtMost, TimeSpan SoftTimeout, TimeSpan HardTimeout, TimeSpan RetryAfter)
{
    private const long Mebibyte = 1024 * 1024;

    public static CachingOptions Read(Settings settings) => new(
        settings.Number("Caching:MemoryMegabytes", 64, 1, 65_536, "Memory that cached answers may take, in MiB.") * Mebibyte,
        settings.Duration(
            "Caching:Staleness", "5s", "1s", "1m", "No cached answer is older than this while the database can be read; changes show far earlier."),
        settings.Duration(
            "Caching:StaleAtMost", "1h", "0s", "7d", "No cached answer is older than this while the database cannot be read; 0s for none at all."),
        settings.Duration(
            "Caching:SoftTimeout", "100ms", "1ms", "10s",
            "How long an answer waits for the database before an older one is sent, if there is one; and for each answer of Redis."),
        settings.Duration("Caching:HardTimeout", "2s", "10ms", "1m", "How long an answer waits for the database before it is refused with 503."),
        settings.Duration(
            "Caching:RetryAfter", "1s", "10ms", "1m", "How long a database that failed is spared while older answers can be sent."));
}
