using Edge.Hosting;
using Edge.Shared.Contracts;

namespace Edge.Observability.Health;

/// <summary>
/// GET /health/ready: whether to send requests here; 503 while starting and from the first moment of a shutdown.
/// </summary>
internal static class GetReadiness
{
    public static HealthAnswer Handle(Readiness readiness) =>
        HealthAnswer.Of(readiness.IsReady ? HealthState.Healthy : HealthState.Unhealthy);
}
