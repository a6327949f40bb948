namespace Edge.Pipeline.RateLimiting;

/// <summary>The limits a route can name.</summary>
internal enum RateLimit
{
    /// <summary>Tries of sign-in links, per address.</summary>
    SignIn,

    /// <summary>Numbers asked for by anyone, per address; misses also count against ceilings per address and per number, so that many
    /// addresses cannot share out the postcodes of one parcel.</summary>
    Follow,

    /// <summary>Tries of a postcode, per address and the route's <c>token</c>; misses also count against a ceiling per token.</summary>
    Details,

    /// <summary>Subscriptions of devices, per address: anyone may make them, and each is kept.</summary>
    Subscribe,

    /// <summary>Reads of the API, per caller, or per address of the anonymous.</summary>
    Read,

    /// <summary>Writes, per caller, or per address of the anonymous.</summary>
    Write,
}

/// <summary>The limit of a route, as its metadata.</summary>
internal sealed record RateLimitRule(RateLimit Limit);

internal static class RateLimitOfRoute
{
    /// <summary>Limits the routes of a group that state nothing else: as reads those that only read, as writes all others.</summary>
    public static RouteGroupBuilder LimitedByMethod(this RouteGroupBuilder group)
    {
        ((IEndpointConventionBuilder)group).Add(
            endpoint => endpoint.Metadata.Add(new RateLimitRule(IsRead(endpoint) ? RateLimit.Read : RateLimit.Write)));
        return group;
    }

    /// <summary>Limits the route; a route without a limit pays nothing for the others' limits.</summary>
    public static TBuilder Limited<TBuilder>(this TBuilder builder, RateLimit limit) where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new RateLimitRule(limit)));
        return builder;
    }

    // Routing states the methods before any convention runs.
    private static bool IsRead(EndpointBuilder endpoint) =>
        endpoint.Metadata.OfType<IHttpMethodMetadata>().LastOrDefault() is { HttpMethods: { Count: > 0 } methods }
        && methods.All(method => HttpMethods.IsGet(method) || HttpMethods.IsHead(method));
}
