namespace Edge.Pipeline.SecurityHeaders;

/// <summary>The route's path holds a secret between those who share the link: search engines and other pages shall not learn it.</summary>
internal sealed record SecretPath
{
    public static readonly SecretPath Instance = new();
}

internal static class SecretPathOfRoute
{
    public static TBuilder WithSecretPath<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(SecretPath.Instance));
        return builder;
    }
}
