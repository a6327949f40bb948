using System.Diagnostics.Metrics;

namespace Edge.Observability.Metrics;

/// <summary>Counts the problems this service answers with. Their types are a closed list, so the label is bounded.</summary>
internal sealed class ProblemMetrics
{
    private readonly Counter<long> answered;

    public ProblemMetrics(IMeterFactory meters) => answered = meters.Create("Edge.Problems").CreateCounter<long>(
        "edge.problems", "{problem}", "Answers that were problems, by the last part of their type.");

    public void Count(string slug) => answered.Add(1, new KeyValuePair<string, object?>("type", slug));
}
