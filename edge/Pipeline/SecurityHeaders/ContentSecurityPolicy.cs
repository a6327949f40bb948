using Microsoft.Extensions.Primitives;

namespace Edge.Pipeline.SecurityHeaders;

/// <summary>What a page of ours may load and do (CSP level 3). Nothing comes from a foreign host.</summary>
internal sealed record ContentSecurityPolicy(StringValues Value)
{
    public static readonly ContentSecurityPolicy Default = new(Directives(""));

    /// <summary>For pages whose scripts write style elements, as the API reference does.</summary>
    public static readonly ContentSecurityPolicy InlineStyles = new(Directives("style-src 'self' 'unsafe-inline'; "));

    private static string Directives(string more) =>
        $"default-src 'self'; {more}img-src 'self' data: blob:; worker-src 'self'; manifest-src 'self'; connect-src 'self'; "
        + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
}

internal static class ContentSecurityPolicyOfRoute
{
    /// <summary>Another policy than <see cref="ContentSecurityPolicy.Default"/>.</summary>
    public static TBuilder WithContentSecurityPolicy<TBuilder>(this TBuilder builder, ContentSecurityPolicy policy)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(policy));
        return builder;
    }
}
