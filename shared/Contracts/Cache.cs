using System.Text.Json.Serialization;

namespace Edge.Shared.Contracts;

[JsonConverter(typeof(WireEnum<CacheWindowName>))]
public enum CacheWindowName
{
    Minute,
    Hour,
    Day,
}

/// <summary>What the cache of the node that answers did, and what it holds now.</summary>
/// <param name="Since">When counting began, which is when the node started.</param>
/// <param name="Windows">The last minute, hour and day. One that began with the node is shorter than its name.</param>
public sealed record CacheReport(
    DateTimeOffset At, DateTimeOffset Since, CacheMemory Memory, IReadOnlyList<CacheHolding> Holdings, IReadOnlyList<CacheWindow> Windows);

/// <summary>The memory of the node that the cache may use and uses, in bytes.</summary>
public sealed record CacheMemory(long Capacity, long Used, long Entries);

/// <summary>What a family of keys has in memory now.</summary>
/// <param name="LifetimePercent">How long its entries live, in per cent of what their source asks for.</param>
public sealed record CacheHolding(string Family, long Bytes, long Entries, int LifetimePercent);

/// <param name="From">When the window began; up to a sixth before its name says, or later where the node is younger.</param>
public sealed record CacheWindow(CacheWindowName Window, DateTimeOffset From, CacheFigures All, IReadOnlyList<CacheFigures> Families);

/// <summary>What happened to a family of keys, or to all.</summary>
/// <param name="Family">Null for all.</param>
/// <param name="Asked">Accesses that were answered.</param>
/// <param name="Memory">Of these, answered from the node's memory.</param>
/// <param name="Redis">Answered from the Redis that nodes share.</param>
/// <param name="Source">Answered by asking the database.</param>
/// <param name="Stale">Answered from memory beyond the lifetime, since the database did not answer.</param>
/// <param name="HitRate">0 to 1: what the database was not asked for.</param>
/// <param name="Fills">Times the database gave a value; refreshes ahead and warming count too.</param>
/// <param name="SourceSecondsSaved">Hits, times the mean duration of a fill in the same window.</param>
/// <param name="BytesSaved">Bytes of entries that the database was not asked for again.</param>
/// <param name="Evictions">Entries dropped for want of memory.</param>
/// <param name="Regrets">Evicted entries that were asked for again soon after.</param>
/// <param name="AgeSeconds">Age of the entries that were served.</param>
/// <param name="SizeBytes">Size of the entries that were served.</param>
public sealed record CacheFigures(
    string? Family,
    long Asked,
    long Memory,
    long Redis,
    long Source,
    long Stale,
    double HitRate,
    long Fills,
    long Failures,
    double SourceSecondsSaved,
    long BytesSaved,
    long Evictions,
    long Regrets,
    CacheSpread AgeSeconds,
    CacheSpread SizeBytes);

/// <summary>Of all measured values, the half, 90 and 99 per cent were at most so much; up to a quarter too high.</summary>
public sealed record CacheSpread(double Half, double P90, double P99);

/// <summary>The keys asked for most on the node that answers, the most frequent first.</summary>
/// <param name="From">Since when they are counted: up to an hour.</param>
/// <param name="OneIn">One access in so many is counted at the moment, and stands for all of them.</param>
public sealed record CacheKeyList(DateTimeOffset From, int OneIn, IReadOnlyList<CacheKey> Items);

/// <summary>A key was asked for from <paramref name="AtLeast"/> to <paramref name="AtMost"/> times (Space-Saving sketch, 1,024 counters).</summary>
public sealed record CacheKey(string Family, string Key, long AtLeast, long AtMost);

[JsonConverter(typeof(WireEnum<CacheAdvice>))]
public enum CacheAdvice
{
    /// <summary>Entries end although what they show has not changed.</summary>
    LongerLifetime,

    /// <summary>What entries show has mostly changed when they end.</summary>
    ShorterLifetime,

    /// <summary>Entries are filled and hardly ever hit: their memory is better used by others.</summary>
    NeverHitAgain,

    /// <summary>Entries are dropped for want of memory, and asked for again.</summary>
    LargerMemory,

    /// <summary>Much is served beyond its lifetime: the database fails or is slow. There is nothing to apply.</summary>
    MuchStale,
}

/// <summary>A figure that speaks for a recommendation. Shares are from 0 to 1.</summary>
public sealed record CacheEvidence(string Name, double Value);

/// <summary>What to change, from the figures of the node that answers.</summary>
/// <param name="Id">For applying it within the hour; null where there is nothing to apply.</param>
/// <param name="Target">"lifetime:{family}" in per cent, or "memory" in bytes; null where there is nothing to apply.</param>
/// <param name="Before">What holds now.</param>
/// <param name="After">What would hold.</param>
/// <param name="SourceSecondsPerHour">Time of the database that it saves in an hour; below 0 it costs as much.</param>
public sealed record CacheRecommendation(
    string? Id,
    CacheAdvice Advice,
    string? Family,
    string? Target,
    long? Before,
    long? After,
    double SourceSecondsPerHour,
    IReadOnlyList<CacheEvidence> Evidence);

/// <summary>A recommendation that was applied, on every node.</summary>
/// <param name="CanUndo">It is in force, and the newest of its target.</param>
public sealed record CacheChange(
    Guid Id,
    string Target,
    long Before,
    long After,
    DateTimeOffset AppliedAt,
    string AppliedBy,
    DateTimeOffset? UndoneAt,
    string? UndoneBy,
    bool CanUndo);

/// <param name="Changes">The newest first; at most 50.</param>
public sealed record CacheRecommendationList(IReadOnlyList<CacheRecommendation> Items, IReadOnlyList<CacheChange> Changes);

/// <summary>Drops from every level of every node what has a tag, as "shipment:{id}", or one key. Exactly one of them is given.</summary>
public sealed record PurgeCacheRequest(string? Tag = null, string? Key = null);
