using System.Collections.Frozen;
using System.Text.Json;

namespace Edge.Shared.Contracts;

/// <summary>The snake_case word of an enum value, as it stands in JSON, in query strings and in the database.</summary>
public static class WireName
{
    public static string Of<T>(T value) where T : struct, Enum => Words<T>.Names[value];

    /// <summary>Reads a word back; false when the enum has no such word.</summary>
    public static bool TryParse<T>(string? word, out T value) where T : struct, Enum
    {
        value = default;
        return word is not null && Words<T>.Values.TryGetValue(word, out value);
    }

    /// <exception cref="FormatException">The enum has no such word.</exception>
    public static T Parse<T>(string word) where T : struct, Enum =>
        TryParse<T>(word, out var value) ? value : throw new FormatException($"\"{word}\" is not a {typeof(T).Name}");

    public static IReadOnlyList<string> All<T>() where T : struct, Enum => Words<T>.Ordered;

    private static class Words<T> where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Names =
            Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

        public static readonly FrozenDictionary<string, T> Values =
            Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

        public static readonly string[] Ordered = [.. Enum.GetValues<T>().Select(value => Names[value])];
    }
}
