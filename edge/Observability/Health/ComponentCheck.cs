using Edge.Shared.Contracts;

namespace Edge.Observability.Health;

/// <summary>A check of something above this layer, registered by its module.</summary>
/// <param name="Failed">What it is when it throws or does not end in time.</param>
internal sealed record ComponentCheck(string Name, HealthState Failed, Func<CancellationToken, Task<Finding>> Look);
