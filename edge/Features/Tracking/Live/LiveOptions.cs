using Edge.Hosting.Configuration;

namespace Edge.Features.Tracking.Live;

/// <param name="Connections">How many pages may listen to this node at once; beyond it, and with 0, they ask now and then instead.</param>
/// <param name="PerCaller">How many of them one caller may have, or one address of the anonymous.</param>
/// <param name="Heartbeat">How often a connection without news is written to, so that nothing on the way takes it for dead.</param>
internal sealed record LiveOptions(int Connections, int PerCaller, TimeSpan Heartbeat)
{
    public static LiveOptions Read(Settings settings) => new(
        settings.Number(
            "Live:Connections", 5_000, 0, 1_000_000, "Open pages that are told of changes as they happen, on this node; the others ask now and then."),
        settings.Number("Live:PerCaller", 50, 1, 1_000_000, "How many of them one caller may have, or one address of the anonymous."),
        settings.Duration(
            "Live:Heartbeat", "15s", "1s", "5m", "How often a page is told that there is no news; less than the patience of every proxy in front."));
}
