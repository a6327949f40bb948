using System.Globalization;
using Edge.Features.Tracking.Carriers;
using Edge.Hosting.Endpoints;

namespace Edge.Features.Tracking.Shipments;

/// <summary>What to look for in number, reference and city: a substring from three characters on, a prefix below.</summary>
internal sealed record SearchText(string Text)
{
    private const int MaxLength = 100;
    private const int Trigram = 3;

    /// <summary>A tracking number as people type it, with blanks and dashes, finds the normalised one too; null when there is no other.</summary>
    public string? AsNumber =>
        TrackingNumber.TryParse(Text, out var number, out _) && number.Value.Length >= Trigram
        && !string.Equals(number.Value, Text, StringComparison.OrdinalIgnoreCase)
            ? number.Value
            : null;

    /// <summary>The texts of which a match holds at least one.</summary>
    public IReadOnlyList<string> Wordings => AsNumber is { } number ? [Text, number] : [Text];

    /// <summary>In characters as the index counts them, so that an emoji is one.</summary>
    public bool IsPrefix => CharacterCount < Trigram;

    private int CharacterCount
    {
        get
        {
            var count = 0;
            foreach (var _ in Text.EnumerateRunes())
                count++;
            return count;
        }
    }

    /// <returns>Null when there is nothing to look for.</returns>
    /// <exception cref="ProblemException">The text is too long, or no text can contain it.</exception>
    public static SearchText? Parse(string? text)
    {
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed))
            return null;
        if (trimmed.Length > MaxLength)
            throw Refused(string.Create(CultureInfo.InvariantCulture, $"At most {MaxLength} characters."));
        return FieldFaults.HasControlCharacter(trimmed) ? throw Refused("Control characters are not allowed.") : new SearchText(trimmed);
    }

    private static ProblemException Refused(string why) => new(Problems.InvalidParameter("search", why));
}
