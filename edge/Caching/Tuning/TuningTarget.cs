namespace Edge.Caching.Tuning;

/// <summary>What can be changed while the service runs, as it is called in the database, in facts and on the wire.</summary>
internal static class TuningTarget
{
    /// <summary>The capacity of the memory level, in bytes.</summary>
    public const string Memory = "memory";

    /// <summary>What the tag of their facts begins with.</summary>
    public const string Noun = "cache";

    private const string LifetimePrefix = "lifetime:";

    /// <summary>The lifetime of a family's entries, in per cent of what their source asks for.</summary>
    public static string LifetimeOf(string family) => LifetimePrefix + family;

    /// <returns>The family whose lifetime it is; null for another target.</returns>
    public static string? Family(string target) =>
        target.StartsWith(LifetimePrefix, StringComparison.Ordinal) ? target[LifetimePrefix.Length..] : null;
}
