using Edge.Hosting.Configuration;

namespace Edge.Pipeline.LoadShedding;

/// <param name="QueueDelay">How long requests may wait for a thread of the pool; zero where none is refused for it.</param>
/// <param name="Interval">How long all of them must have waited longer before some are refused.</param>
internal sealed record LoadSheddingOptions(TimeSpan QueueDelay, TimeSpan Interval)
{
    public bool IsOn => QueueDelay > TimeSpan.Zero;

    public static LoadSheddingOptions Read(Settings settings) => new(
        settings.Duration(
            "LoadShedding:QueueDelay", "100ms", "0s", "1m",
            "How long requests may wait for a processor: while all wait longer, those that wait twice as long are refused with 503. 0 refuses none."),
        settings.Duration("LoadShedding:Interval", "1s", "10ms", "1m", "How long all of them must have waited longer before the first is refused."));
}
