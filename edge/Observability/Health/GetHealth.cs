namespace Edge.Observability.Health;

/// <summary>GET /health: the worst state of all components, and nothing that tells of them.</summary>
internal static class GetHealth
{
    public static async Task<HealthAnswer> Handle(HealthChecks checks) => HealthAnswer.Of((await checks.Current()).State);
}
