using System.Reflection;
using System.Text.Json;
using Edge.Shared.Contracts;
using Microsoft.AspNetCore.Http.Metadata;

namespace Edge.Observability.Health;

/// <summary>
/// The public answer: one of three bodies made once, 503 for those who route by status, and never kept by a cache.
/// </summary>
internal sealed class HealthAnswer : IResult, IEndpointMetadataProvider
{
    private static readonly HealthAnswer Healthy = new(HealthState.Healthy);
    private static readonly HealthAnswer Degraded = new(HealthState.Degraded);
    private static readonly HealthAnswer Unhealthy = new(HealthState.Unhealthy);

    private readonly byte[] body;
    private readonly int status;

    private HealthAnswer(HealthState state)
    {
        body = JsonSerializer.SerializeToUtf8Bytes(new Shared.Contracts.Health(state), WireJson.Default.Health);
        status = state == HealthState.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
    }

    public static HealthAnswer Of(HealthState state) => state switch
    {
        HealthState.Healthy => Healthy,
        HealthState.Degraded => Degraded,
        _ => Unhealthy,
    };

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        string[] types = ["application/json"];
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(Shared.Contracts.Health), types));
        builder.Metadata.Add(
            new ProducesResponseTypeMetadata(StatusCodes.Status503ServiceUnavailable, typeof(Shared.Contracts.Health), types));
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        return HttpMethods.IsHead(httpContext.Request.Method)
            ? Task.CompletedTask
            : response.BodyWriter.WriteAsync(body).AsTask();
    }
}
