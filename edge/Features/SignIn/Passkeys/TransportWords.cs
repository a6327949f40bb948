using System.Buffers;

namespace Edge.Features.SignIn.Passkeys;

/// <summary>How a browser can reach a passkey's device: words that are kept as they come, and given back (WebAuthn level 3, section 5.8.4).</summary>
internal static class TransportWords
{
    private const int Most = 8;
    private const int MaxLength = 32;

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <returns>With commas between them.</returns>
    public static string Kept(IReadOnlyList<string>? said)
    {
        var kept = new List<string>();
        foreach (var word in said ?? [])
        {
            if (kept.Count < Most && IsWord(word) && !kept.Contains(word))
                kept.Add(word);
        }
        return string.Join(',', kept);
    }

    public static string[] Of(string kept) => kept.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsWord(string? word) =>
        word is { Length: > 0 and <= MaxLength } && !word.AsSpan().ContainsAnyExcept(Letters);
}
