namespace Edge.Hosting.Configuration;

/// <summary>Finds the setting that a misspelt one most likely meant.</summary>
internal static class NearMiss
{
    /// <returns>The nearest name that is at most a third of its length away in single-letter edits; null when none is.</returns>
    public static string? Of(string key, IEnumerable<string> names)
    {
        var typed = Letters(key);
        string? nearest = null;
        var shortest = int.MaxValue;
        foreach (var name in names)
        {
            if (Distance(typed, Letters(name)) is var distance && distance < shortest)
                (nearest, shortest) = (name, distance);
        }
        return nearest is not null && (shortest * 3 <= typed.Length || IsListOf(key, nearest)) ? nearest : null;
    }

    public static bool IsSameButForSeparators(string variable, string name) => Letters(variable) == "edge" + Letters(name);

    // A JSON array where a text belongs gives Section:Name:0.
    private static bool IsListOf(string key, string name) => key.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase);

    private static string Letters(string key) => new string(Array.FindAll(key.ToCharArray(), char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    private static int Distance(string from, string to)
    {
        var row = new int[to.Length + 1];
        for (var j = 0; j <= to.Length; j++)
            row[j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var cost = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(cost, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[^1];
    }
}
