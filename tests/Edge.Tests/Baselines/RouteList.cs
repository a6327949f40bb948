using System.Reflection;
using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Idempotency;
using Edge.Pipeline.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Edge.Tests.Baselines;

/// <summary>One route as its module has stated it.</summary>
internal sealed record RouteFacts(RouteEndpoint Endpoint)
{
    public string Path { get; } = "/" + (Endpoint.RoutePattern.RawText ?? "").Trim('/');

    public string? Name => Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName;

    public IReadOnlyList<string> Methods => Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];

    public AccessRule? Access => Metadata.GetMetadata<AccessRule>();

    public bool IsAdmin => Metadata.GetMetadata<AdminOnly>() is not null;

    public CachePolicy Cache => Metadata.GetMetadata<CachePolicy>() ?? CachePolicy.NoStore;

    public MethodInfo? Handler => Metadata.GetMetadata<MethodInfo>();

    public RateLimit? Limit => Metadata.GetMetadata<RateLimitRule>()?.Limit;

    public bool IsIdempotent => Handler?.GetParameters().Any(parameter => parameter.ParameterType == typeof(IdempotentWrites)) ?? false;

    public long? BodyLimit => Metadata.GetMetadata<Microsoft.AspNetCore.Http.Metadata.IRequestSizeLimitMetadata>()?.MaxRequestBodySize;

    /// <summary>The text of the endpoint's file: one endpoint, one file of its name.</summary>
    public string Source { get; } = SourceOf(Endpoint);

    private EndpointMetadataCollection Metadata => Endpoint.Metadata;

    public static IReadOnlyList<RouteFacts> Of(WebApplication app) =>
    [
        .. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>().Select(endpoint => new RouteFacts(endpoint)),
    ];

    private static string SourceOf(RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<MethodInfo>()?.DeclaringType is not { } type)
            return "";
        var folder = System.IO.Path.Combine(Baseline.RepositoryRoot, "edge");
        var file = Directory.EnumerateFiles(folder, $"{type.Name}.cs", SearchOption.AllDirectories).FirstOrDefault();
        return file is null ? "" : File.ReadAllText(file);
    }
}
