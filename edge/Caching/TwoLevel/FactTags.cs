namespace Edge.Caching.TwoLevel;

/// <summary>Which facts make the tag <c>{noun}:{subject}</c> stale; a feature registers one for the facts it appends.</summary>
internal sealed record FactTagRule(string Noun, string[] Kinds);

/// <summary>The tag that each fact makes stale, here and in every cache in front.</summary>
internal sealed class FactTags
{
    /// <summary>The fact of a removal that no change of data stands behind; its subject is the tag.</summary>
    public const string Removed = "CacheTagRemoved";

    /// <summary>The tag that every entry has.</summary>
    public const string Everything = "*";

    private readonly Dictionary<string, string> nouns = new(StringComparer.Ordinal);

    public FactTags(IEnumerable<FactTagRule> rules)
    {
        foreach (var rule in rules)
        {
            foreach (var kind in rule.Kinds)
                nouns.Add(kind, rule.Noun);
        }
    }

    /// <returns>Null for a fact that nothing cached depends on.</returns>
    public string? Of(string kind, string subject)
    {
        if (kind == Removed)
            return subject;
        return nouns.TryGetValue(kind, out var noun) ? $"{noun}:{subject}" : null;
    }
}
