using System.Text.Json.Serialization;

namespace Edge.Shared.Contracts;

[JsonConverter(typeof(WireEnum<HealthState>))]
public enum HealthState
{
    Healthy,
    Degraded,
    Unhealthy,
}

/// <summary>The public answer of the health endpoints: the state and nothing else.</summary>
public sealed record Health(HealthState State);

/// <summary>One component as the admin port shows it. <paramref name="LatencyMs"/> is how long its check took.</summary>
public sealed record ComponentHealth(string Name, HealthState State, double LatencyMs, string? Detail, string? LastError, DateTimeOffset? LastErrorAt);

public sealed record DetailedHealth(HealthState State, string Version, double UptimeSeconds, IReadOnlyList<ComponentHealth> Components);
