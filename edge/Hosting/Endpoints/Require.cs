namespace Edge.Hosting.Endpoints;

/// <summary>The rule of a route: a permission, or null where anyone may call. A route without a rule answers no one.</summary>
/// <param name="NeedsSession">A person has to call, in a session of their own: an API key may not change how its issuer signs in.</param>
internal sealed record AccessRule(Permission? Permission, bool NeedsSession = false);

/// <summary>The route is served on the admin listener, and only there.</summary>
internal sealed record AdminOnly;

/// <summary>The words with which a route states its policy. A word on an endpoint overrides the same word of its group.</summary>
internal static class Require
{
    public static TBuilder RequirePermission<TBuilder>(this TBuilder builder, Permission permission)
        where TBuilder : IEndpointConventionBuilder => builder.With(new AccessRule(permission));

    /// <summary>Whoever is signed in, whatever their role, and no API key.</summary>
    public static TBuilder RequireSession<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.With(new AccessRule(null, NeedsSession: true));

    public static TBuilder AllowAnyone<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.With(new AccessRule(null));

    public static TBuilder OnAdminListener<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.With(new AccessRule(null)).With(new AdminOnly());

    private static TBuilder With<TBuilder>(this TBuilder builder, object metadata) where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(metadata));
        return builder;
    }
}
