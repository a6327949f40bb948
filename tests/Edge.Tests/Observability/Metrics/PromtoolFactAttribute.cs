namespace Edge.Tests.Observability.Metrics;

/// <summary>A test that asks Prometheus' own checker, where the machine has it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PromtoolFactAttribute : FactAttribute
{
    public const string Promtool = "/usr/bin/promtool";

    public PromtoolFactAttribute()
    {
        // Not installed by npm test: Debian's package starts a server on the port of our admin listener.
        if (!File.Exists(Promtool))
            Skip = "promtool is not installed (Debian package prometheus); the grammar tests read the same text.";
    }
}
