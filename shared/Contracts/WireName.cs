using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Edge.Shared.Contracts;

/// <summary>
/// The snake_case word of an enum value, as it stands in JSON, in query strings and in the database. The values of every such enum
/// count from 0 without a gap.
/// </summary>
public static class WireName
{
    public static string Of<T>(T value) where T : struct, Enum => Words<T>.All[Unsafe.BitCast<T, int>(value)];

    /// <summary>Reads a word back; false when the enum has no such word.</summary>
    public static bool TryParse<T>(string? word, out T value) where T : struct, Enum
    {
        var index = Array.IndexOf(Words<T>.All, word);
        value = Unsafe.BitCast<int, T>(Math.Max(0, index));
        return index >= 0;
    }

    /// <exception cref="FormatException">The enum has no such word.</exception>
    public static T Parse<T>(string word) where T : struct, Enum =>
        TryParse<T>(word, out var value) ? value : throw new FormatException($"\"{word}\" is not a {typeof(T).Name}");

    public static IReadOnlyList<string> All<T>() where T : struct, Enum => Words<T>.All;

    private static class Words<T> where T : struct, Enum
    {
        public static readonly string[] All = Array.ConvertAll(Enum.GetNames<T>(), JsonNamingPolicy.SnakeCaseLower.ConvertName);
    }
}
