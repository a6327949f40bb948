using Edge.Hosting.Endpoints;

namespace Edge.Pipeline.RateLimiting;

/// <summary>Each <see cref="RateLimit"/> with its buckets, and for what can be guessed, ceilings of wrong guesses.</summary>
internal sealed class Limits(RateLimitingOptions options, TimeProvider time)
{
    // Many households may share a site's network; whoever has one to himself gains this much and no more.
    private const int AddressesPerSite = 10;

    private readonly Limit? signIn = Limit.Of("sign-in", options.SignIn, Limit.ByAddress, time);
    private readonly Limit? follow = Limit.Of("follow", options.Follow, Limit.ByAddress, time);
    private readonly Limit[] followMisses = Known(
        Limit.Of("follow-misses", options.FollowMisses, Limit.ByAddress, time),
        Limit.Of("follow-site-misses", options.FollowMisses * AddressesPerSite, Limit.BySite, time));
    private readonly Limit? numberMisses = Limit.Of("number-misses", options.FollowNumberMisses, ToldByRoute, time);
    private readonly Limit[] refusedCredentials = Known(
        Limit.Of("refused-credentials", options.RefusedCredentials, Limit.ByAddress, time),
        Limit.Of("refused-site-credentials", options.RefusedCredentials * AddressesPerSite, Limit.BySite, time));
    private readonly Limit? details = Limit.Of("details", options.Details, Limit.ByAddressAndToken, time);
    private readonly Limit[] detailsMisses = Known(Limit.Of("details-misses", options.DetailsMisses, Limit.ByToken, time));
    private readonly Limit? subscribe = Limit.Of("subscribe", options.Subscribe, Limit.ByAddress, time);
    private readonly Limit? read = Limit.Of("read", options.Reads, Limit.ByCaller, time);
    private readonly Limit? write = Limit.Of("write", options.Writes, Limit.ByCaller, time);

    /// <summary>What every request counts against.</summary>
    public Limit? Of(RateLimit limit) => limit switch
    {
        RateLimit.SignIn => null, // TryToSignIn: a request without a token is no try
        RateLimit.Follow => follow,
        RateLimit.Details => details,
        RateLimit.Subscribe => subscribe,
        RateLimit.Read => read,
        RateLimit.Write => write,
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit, null),
    };

    /// <summary>What wrong API keys, sessions and signatures count against, whatever they are sent to.</summary>
    public ReadOnlySpan<Limit> RefusedCredentials => refusedCredentials;

    /// <summary>What only the misses count against; at a ceiling, who shares it may not guess on.</summary>
    public ReadOnlySpan<Limit> MissesOf(RateLimit limit) => limit switch
    {
        RateLimit.Follow => followMisses,
        RateLimit.Details => detailsMisses,
        _ => [],
    };

    /// <summary>
    /// A guess at the postcode of a tracking number, from whatever address: the route calls it before it looks the number up, so that
    /// the answer is the same for numbers that do not exist.
    /// </summary>
    /// <returns>Null when the caller may guess, or the refusal.</returns>
    public Problem? GuessAt(string number, HttpContext http) =>
        numberMisses is null ? null : Guesses.Begin(http, numberMisses, new Partition(0, number));

    /// <summary>
    /// A try of a sign-in link. The route calls it once it has read a token that could be one: what cannot be read tries nothing, and
    /// must not use up what others behind the same address have left.
    /// </summary>
    /// <returns>Null when the caller may try, or the refusal.</returns>
    public Problem? TryToSignIn(HttpContext http)
    {
        if (signIn is null)
            return null;
        var lease = signIn.Take(signIn.PartitionOf(http));
        if (!lease.IsAcquired)
            return signIn.Refuse(lease, http.Response);
        signIn.Describe(lease, http.Response);
        return null;
    }

    private static Partition ToldByRoute(HttpContext http) =>
        throw new InvalidOperationException("The number is in the body, which only the route reads");

    private static Limit[] Known(params ReadOnlySpan<Limit?> limits)
    {
        var known = new List<Limit>();
        foreach (var limit in limits)
        {
            if (limit is not null)
                known.Add(limit);
        }
        return [.. known];
    }
}
