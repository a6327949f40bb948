namespace Edge.Pipeline.RateLimiting;

/// <summary>Each <see cref="RateLimit"/> with its buckets, and for what can be guessed, a ceiling of wrong guesses.</summary>
internal sealed class Limits(RateLimitingOptions options, TimeProvider time)
{
    private readonly Limit? signIn = Limit.Of("sign-in", options.SignIn, Limit.ByAddress, time);
    private readonly Limit? follow = Limit.Of("follow", options.Follow, Limit.ByAddress, time);
    private readonly Limit? followMisses = Limit.Of("follow-misses", options.FollowMisses, Limit.Together, time);
    private readonly Limit? details = Limit.Of("details", options.Details, Limit.ByAddressAndToken, time);
    private readonly Limit? detailsMisses = Limit.Of("details-misses", options.DetailsMisses, Limit.ByToken, time);
    private readonly Limit? read = Limit.Of("read", options.Reads, Limit.ByCaller, time);
    private readonly Limit? write = Limit.Of("write", options.Writes, Limit.ByCaller, time);

    /// <summary>What every request counts against.</summary>
    public Limit? Of(RateLimit limit) => limit switch
    {
        RateLimit.SignIn => signIn,
        RateLimit.Follow => follow,
        RateLimit.Details => details,
        RateLimit.Read => read,
        RateLimit.Write => write,
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit, null),
    };

    /// <summary>What only the misses count against; at its ceiling, nobody may guess on.</summary>
    public Limit? MissesOf(RateLimit limit) => limit switch
    {
        RateLimit.Follow => followMisses,
        RateLimit.Details => detailsMisses,
        _ => null,
    };
}
