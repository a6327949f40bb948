using Microsoft.AspNetCore.Http.Metadata;

namespace Edge.Hosting.Endpoints;

/// <summary>How large a body the route takes; routing hands it to the server before the first byte is read.</summary>
internal sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;

internal static class BodyLimitOfRoute
{
    /// <summary>Overrides <c>Limits:BodyBytes</c> for a route; a larger body is answered with 413.</summary>
    public static TBuilder TakesUpTo<TBuilder>(this TBuilder builder, long bytes) where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new BodyLimit(bytes)));
        return builder;
    }
}
