namespace Edge.Caching.TwoLevel;

/// <summary>What an access gave.</summary>
/// <param name="IsCollapsed">It waited for what another access had asked the source for.</param>
/// <param name="WasHeld">Memory had an older value.</param>
internal sealed record Cached(CacheEntry Entry, CacheLevel Level, bool IsCollapsed = false, bool WasHeld = false);
