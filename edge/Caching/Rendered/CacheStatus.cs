using System.Globalization;
using Edge.Caching.TwoLevel;
using Microsoft.Extensions.Primitives;

namespace Edge.Caching.Rendered;

/// <summary>
/// The values of Cache-Status (RFC 9211): what each level did, the one next to the source first. <c>Edge</c> is the memory of the node,
/// <c>Edge-Redis</c> what nodes share. Those of hits are made once for each lifetime, which from an hour on is told in minutes.
/// </summary>
internal static class CacheStatus
{
    public const string Header = "Cache-Status";
    private const int Hour = 3600;
    private const int Minute = 60;
    private const int Week = 7 * 24 * 60;

    private static readonly StringValues[] BySecond = new StringValues[Hour];
    private static readonly StringValues[] ByMinute = new StringValues[Week + 1];

    /// <param name="left">How long the entry may still be used.</param>
    public static ref readonly StringValues Hit(TimeSpan left)
    {
        var seconds = Math.Max(0, (int)Math.Min(left.TotalSeconds, Week * Minute));
        ref var text = ref seconds < Hour ? ref BySecond[seconds] : ref ByMinute[seconds / Minute];
        if (text.Count == 0)
            text = Text($"Edge; hit; ttl={(seconds < Hour ? seconds : seconds / Minute * Minute)}");
        return ref text;
    }

    public static StringValues Of(Cached cached, TimeSpan left)
    {
        var forwarded = cached.WasHeld ? "stale" : "uri-miss";
        var collapsed = cached.IsCollapsed ? "; collapsed" : "";
        return cached.Level switch
        {
            CacheLevel.Memory => Hit(left),
            CacheLevel.Redis => Text($"Edge-Redis; hit, Edge; fwd={forwarded}; stored{collapsed}"),
            CacheLevel.Stale => Text($"Edge; hit; ttl={(long)left.TotalSeconds}; detail=stale-on-error"),
            _ => Text($"Edge; fwd={forwarded}; stored{collapsed}"),
        };
    }

    /// <summary>The caller has to have the newest, whatever the cache holds.</summary>
    public static StringValues Bypassed { get; } = "Edge; fwd=request";

    private static StringValues Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
