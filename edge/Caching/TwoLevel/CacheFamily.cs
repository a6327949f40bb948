using Edge.Caching.HttpCaching;

namespace Edge.Caching.TwoLevel;

/// <summary>One kind of key: the public views, the list of carriers. Registered in the container, so that the cache knows them all.</summary>
/// <param name="name">A word for metrics, such as <c>public-view</c>.</param>
/// <param name="policy">What caches in front of this node may do with the answers.</param>
internal sealed class CacheFamily(string name, CachePolicy policy, CacheSource source)
{
    public const int ShortestPercent = 25;
    public const int LongestPercent = 400;

    private volatile int lifetimePercent = 100;

    public string Name => name;

    public CachePolicy Policy => policy;

    public CacheSource Source => source;

    public CacheCounters Counters { get; } = new();

    /// <summary>How long entries live, of what their source asks for; may change at any time and holds for what is filled from then on.</summary>
    public int LifetimePercent
    {
        get => lifetimePercent;
        set => lifetimePercent = Math.Clamp(value, ShortestPercent, LongestPercent);
    }

    /// <summary>The route that answers with these entries; known once it has, and null for values that are no answers.</summary>
    public Endpoint? Route { get; set; }
}
