namespace Edge.Caching.TwoLevel;

/// <summary>
/// How long an entry lives: what its source asks for, as the family's percentage and its own use change it. A refill of a busy key is
/// shared by many uses, so it can be fresher for the same price; a key that is hardly used costs least when it stays.
/// </summary>
internal static class Lifetimes
{
    private const int Busy = 64;
    private const int Idle = 1;
    private const int ShortestStep = -2;
    private const int LongestStep = 2;
    private const double Jitter = 0.1;
    private const double RefreshFrom = 0.8;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>Doublings of the lifetime, from -2 to 2, by how often the value before was used until it ended.</summary>
    public static int NextStep(int step, int uses) => Math.Clamp(
        uses >= Busy ? step - 1 : uses <= Idle ? step + 1 : step, ShortestStep, LongestStep);

    /// <param name="random">From 0 to 1: what was filled together shall not end together.</param>
    public static TimeSpan Of(TimeSpan asked, int percent, int step, double random)
    {
        var lifetime = asked * (percent / 100.0) * Math.Pow(2, step) * (1 - (Jitter * random));
        return lifetime < Shortest ? Shortest : lifetime > Longest ? Longest : lifetime;
    }

    /// <summary>The age from which a busy entry is refreshed while it is still good.</summary>
    public static TimeSpan RefreshAfter(TimeSpan lifetime) => lifetime * RefreshFrom;

    /// <summary>Whether an entry near its end is used enough to be worth a refresh that nobody waits for.</summary>
    public static bool IsWorthRefreshing(int uses) => uses > Idle;
}
