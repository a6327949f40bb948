namespace Edge.Pipeline.RateLimiting;

/// <summary>The limits a route can name.</summary>
internal enum RateLimit
{
    /// <summary>Tries of sign-in links, per address.</summary>
    SignIn,

    /// <summary>Numbers asked for by anyone, per address; misses also count against a ceiling for everybody, so that many addresses
    /// cannot share out the numbers.</summary>
    Follow,

    /// <summary>Tries of a postcode, per address and the route's <c>token</c>; misses also count against a ceiling per token.</summary>
    Details,

    /// <summary>Reads of the API, per caller, or per address of the anonymous.</summary>
    Read,

    /// <summary>Writes, per caller, or per address of the anonymous.</summary>
    Write,
}

/// <summary>The limit of a route, as its metadata.</summary>
internal sealed record RateLimitRule(RateLimit Limit);

internal static class RateLimitOfRoute
{
    /// <summary>Limits the route; a route without a limit pays nothing for the others' limits.</summary>
    public static TBuilder Limited<TBuilder>(this TBuilder builder, RateLimit limit) where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new RateLimitRule(limit)));
        return builder;
    }
}
