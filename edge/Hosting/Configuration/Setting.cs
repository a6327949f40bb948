namespace Edge.Hosting.Configuration;

/// <summary>One declared setting with its effective value, as <c>check-config</c> and docs/CONFIGURATION.md list it.</summary>
internal sealed record Setting(string Key, string Range, string Default, string Effective, string Help)
{
    public bool IsDefault => Effective == Default;

    public string Variable => VariableOf(Key);

    public static string VariableOf(string key) => "EDGE_" + key.Replace(":", "__", StringComparison.Ordinal).ToUpperInvariant();
}
