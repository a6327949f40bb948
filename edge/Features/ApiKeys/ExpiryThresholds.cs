namespace Edge.Features.ApiKeys;

/// <summary>How many days before a key expires somebody is reminded to rotate it.</summary>
internal static class ExpiryThresholds
{
    public const int First = 30;

    private static readonly int[] NearestFirst = [1, 7, First];

    /// <returns>
    /// The nearest threshold that has been reached, in days; null for none. One that the key was within from the start says nothing.
    /// </returns>
    public static int? Reached(DateTimeOffset? expiresAt, TimeSpan? lifetime, DateTimeOffset now)
    {
        if (expiresAt is not { } end)
            return null;
        foreach (var days in NearestFirst)
        {
            var span = TimeSpan.FromDays(days);
            if (end - now <= span && lifetime > span)
                return days;
        }
        return null;
    }
}
