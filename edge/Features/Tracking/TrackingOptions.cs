using Edge.Hosting.Configuration;

namespace Edge.Features.Tracking;

/// <param name="ReuseWindow">How long after the last word about a finished parcel its number still means that parcel.</param>
/// <param name="StaleAfter">How long without news until a parcel on its way is flagged.</param>
/// <param name="FlagSweep">How often flags that time alone raises are looked for.</param>
/// <param name="ArchiveAfter">How long after its last word a finished parcel is archived; zero for never.</param>
/// <param name="RemoveAfter">How long an archived parcel is kept; zero for ever.</param>
internal sealed record TrackingOptions(
    TimeSpan ReuseWindow, TimeSpan StaleAfter, TimeSpan FlagSweep, TimeSpan ArchiveAfter, TimeSpan RemoveAfter)
{
    public static TrackingOptions Read(Settings settings) => new(
        settings.Duration(
            "Tracking:ReuseWindow", "120d", "1d", "3650d",
            "Carriers recycle numbers: how long after its last event a finished parcel keeps its number to itself."),
        settings.Duration("Tracking:StaleAfter", "7d", "1h", "365d", "A parcel on its way without news for so long is flagged stale."),
        settings.Duration("Tracking:FlagSweep", "30s", "1s", "1h", "How often parcels that have become late or stale are looked for."),
        settings.Duration(
            "Tracking:ArchiveAfter", "180d", "0s", "3650d",
            "How long after its last event a finished parcel is archived, which gives its number back; 0s for never."),
        settings.Duration(
            "Tracking:RemoveAfter", "0s", "0s", "3650d",
            "How long after it was archived, and after its last event, a parcel is removed for good with its events; 0s for never."));
}
