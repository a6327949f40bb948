using Edge.Shared.Contracts;

namespace Edge.Observability.Health;

/// <summary>GET /health/ready: whether to send requests here; 503 while starting and from the first moment of a shutdown.</summary>
internal static class GetReadiness
{
    public static HealthAnswer Handle(IHostApplicationLifetime lifetime) =>
        HealthAnswer.Of(IsReady(lifetime) ? HealthState.Healthy : HealthState.Unhealthy);

    private static bool IsReady(IHostApplicationLifetime lifetime) =>
        lifetime.ApplicationStarted.IsCancellationRequested && !lifetime.ApplicationStopping.IsCancellationRequested;
}
