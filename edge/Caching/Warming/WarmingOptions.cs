using Edge.Hosting.Configuration;

namespace Edge.Caching.Warming;

/// <param name="AtStart">How long readiness may wait for the keys of the last time; 0 loads none.</param>
/// <param name="Keys">How many keys are remembered; 0 for none.</param>
internal sealed record WarmingOptions(TimeSpan AtStart, int Keys)
{
    public static WarmingOptions Read(Settings settings) => new(
        settings.Duration(
            "Caching:WarmAtStart", "2s", "0s", "1m", "How long readiness may wait at the start while the keys asked for most are loaded; 0s for not at all."),
        settings.Number("Caching:WarmKeys", 1000, 0, 10_000, "Keys that are remembered for loading ahead, over restarts too; 0 for none."));
}
