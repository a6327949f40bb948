namespace Edge.Caching.HttpCaching;

/// <summary>What caches may do with a route's answers; stated once where the route is mapped, and listed in routes.txt.</summary>
internal sealed record CachePolicy(string Name, string CacheControl)
{
    /// <summary>Nothing may keep it: personal, or the answer to a write.</summary>
    public static readonly CachePolicy NoStore = new("no-store", "no-store");

    /// <summary>The caller's own browser may keep it and asks each time whether it is still true.</summary>
    public static readonly CachePolicy Private = new("private", "private, no-cache");

    /// <summary>
    /// Anyone may keep it and asks each time; a cache in front that is purged when it changes need not ask (<see cref="SharedCaching"/>).
    /// </summary>
    public static readonly CachePolicy Shared = new("shared", "public, no-cache") { IsPurged = true };

    /// <summary>Changes with a release only.</summary>
    public static readonly CachePolicy Reference = new("reference", "public, max-age=3600, stale-while-revalidate=86400");

    /// <summary>A fact tells when it changes.</summary>
    public bool IsPurged { get; private init; }

    /// <summary>What <see cref="CacheControl"/> becomes when the request shows who is asking.</summary>
    public string Personal => PersonalHeaders[0].Value.ToString();

    public AnswerHeader[] PersonalHeaders { get; } =
        [new AnswerHeader("Cache-Control", CacheControl.Replace("public", "private", StringComparison.Ordinal))];
}

internal static class CachePolicyOfRoute
{
    public static TBuilder Cached<TBuilder>(this TBuilder builder, CachePolicy policy) where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(policy));
        return builder;
    }

    public static CachePolicy CachePolicy(this HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<CachePolicy>() ?? HttpCaching.CachePolicy.NoStore;
}
