namespace Edge.Features.Tracking.Carriers;

/// <summary>Reads carriers' raw codes with the rules of shared/carriers.json.</summary>
internal static class StatusMapping
{
    private const int LongestRule = 64;
    private const string Generic = "other";

    /// <summary>
    /// The rule for a carrier's raw code, or null when none knows it: such a code never changes a status. The case of the code
    /// does not matter. A code that the carrier has no rule for may still be a status word of this service.
    /// </summary>
    /// <param name="carrier">A carrier's id; an unknown one has the generic rules only.</param>
    internal static StatusRule? Find(string carrier, string rawCode)
    {
        var code = rawCode.AsSpan().Trim();
        return FindRule(carrier, code) ?? FindRule(Generic, code);
    }

    private static StatusRule? FindRule(string carrier, ReadOnlySpan<char> code)
    {
        if (carrier.Length + 1 + code.Length > LongestRule)
            return null;
        Span<char> rule = stackalloc char[carrier.Length + 1 + code.Length];
        carrier.CopyTo(rule);
        rule[carrier.Length] = '.';
        code.ToLowerInvariant(rule[(carrier.Length + 1)..]);
        return StatusTable.Find(rule);
    }
}
