using System.Globalization;
using System.Text;

namespace Edge.Hosting.Endpoints;

/// <summary>
/// What people may call things: users, organisations, keys, passkeys, wallets. Others read these names and decide by them, so that
/// nothing is in them that is not seen, or that turns around how the rest is seen.
/// </summary>
internal static class Names
{
    private const int MaxLength = 100;

    // Zero width non-joiner and joiner.
    private const int FirstJoiner = 0x200C;
    private const int LastJoiner = 0x200D;

    /// <summary>Adds what is wrong with a name.</summary>
    public static void Check(Dictionary<string, string[]> errors, string field, string name, int maxLength = MaxLength)
    {
        var length = name.AsSpan().Trim().Length;
        if (length == 0 || length > maxLength || !IsVisible(name))
            errors[field] = [$"1 to {maxLength} characters, without those that control or are not seen."];
    }

    /// <summary>Without the blanks around it.</summary>
    /// <exception cref="ProblemException">It cannot be a name; the field is <c>name</c>.</exception>
    public static string Checked(string name, int maxLength = MaxLength)
    {
        var errors = new Dictionary<string, string[]>();
        Check(errors, "name", name, maxLength);
        return errors.Count == 0 ? name.Trim() : throw new ProblemException(Problems.Invalid(errors));
    }

    private static bool IsVisible(ReadOnlySpan<char> text)
    {
        var before = default(Rune);
        while (!text.IsEmpty)
        {
            // Half of a surrogate pair is no character.
            if (Rune.DecodeFromUtf16(text, out var rune, out var length) != System.Buffers.OperationStatus.Done)
                return false;
            text = text[length..];
            if (rune.Value is FirstJoiner or LastJoiner ? !IsJoinable(before) || !IsJoinable(After(text)) : IsUnseen(rune))
                return false;
            before = rune;
        }
        return true;
    }

    private static Rune After(ReadOnlySpan<char> text) =>
        Rune.DecodeFromUtf16(text, out var rune, out _) == System.Buffers.OperationStatus.Done ? rune : default;

    private static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800; // Hangul's fillers and the empty cell of Braille

    // A joiner is seen between letters of scripts from Arabic to those of Asia, which it shapes (RFC 5892, appendix A), and in pictures made
    // of several; between Latin, Greek and Cyrillic letters it only makes two names that look like one.
    private static bool IsJoinable(Rune rune) =>
        IsShaping(rune.Value) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol
        || rune.Value is 0xFE0F; // asks for the coloured picture

    private static bool IsShaping(int value) => value is (>= 0x0600 and < 0x1CD0) or (>= 0xA800 and < 0xAC00) or (>= 0x11000 and < 0x12000);
}
