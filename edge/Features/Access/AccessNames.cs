namespace Edge.Features.Access;

/// <summary>What users and organisations may be called.</summary>
internal static class AccessNames
{
    private const int MaxLength = 100;

    /// <summary>Adds what is wrong with a name.</summary>
    public static void Check(Dictionary<string, string[]> errors, string field, string name)
    {
        var text = name.Trim();
        if (text.Length is 0 or > MaxLength || Array.Exists(name.ToCharArray(), char.IsControl))
            errors[field] = [$"1 to {MaxLength} characters, without control characters."];
    }
}
