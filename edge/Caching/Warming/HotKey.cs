namespace Edge.Caching.Warming;

/// <summary>A key that was asked for often.</summary>
/// <param name="Weight">How often, what was long ago counting less: half of it after <see cref="HotKeys.HalfLife"/>.</param>
/// <param name="Hours">The same, for each hour of the day (UTC) by itself.</param>
internal sealed record HotKey(string Family, string Key, double Weight, float[] Hours);
