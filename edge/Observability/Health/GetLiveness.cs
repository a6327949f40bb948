using Edge.Shared.Contracts;

namespace Edge.Observability.Health;

/// <summary>
/// GET /health/live: the process answers. Nothing else is asked, since a restart mends neither a disk nor a database.
/// </summary>
internal static class GetLiveness
{
    public static HealthAnswer Handle() => HealthAnswer.Of(HealthState.Healthy);
}
