using System.Globalization;
using Edge.Shared.Contracts;

namespace Edge.Pipeline.Errors;

/// <summary>What a value has to look like to be of a type, in the words of the wire.</summary>
internal static class WireTypes
{
    private static readonly Dictionary<Type, Func<string>> EnumWords = new()
    {
        [typeof(Status)] = OneOf<Status>,
        [typeof(ShipmentFlag)] = OneOf<ShipmentFlag>,
        [typeof(Classifier)] = OneOf<Classifier>,
        [typeof(Precision)] = OneOf<Precision>,
        [typeof(EventSource)] = OneOf<EventSource>,
        [typeof(Role)] = OneOf<Role>,
    };

    /// <returns>The end of a sentence that begins with "must be"; null for a type without a short description.</returns>
    public static string? Describe(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain switch
        {
            _ when plain == typeof(int) || plain == typeof(long) => "a whole number",
            _ when plain == typeof(double) || plain == typeof(decimal) => "a number",
            _ when plain == typeof(bool) => "true or false",
            _ when plain == typeof(string) => "a text",
            _ when plain == typeof(Guid) => "a UUID",
            _ when plain == typeof(DateTimeOffset) => "a time such as 2026-03-02T12:00:00Z",
            _ when plain == typeof(DateOnly) => "a date such as 2026-03-02",
            _ when EnumWords.TryGetValue(plain, out var words) => words(),
            _ => null,
        };
    }

    /// <summary>Whether a parameter's text would be taken for the type, as the generated request delegates read it.</summary>
    public static bool Reads(Type type, string text)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var culture = CultureInfo.InvariantCulture;
        return plain switch
        {
            _ when plain == typeof(int) => int.TryParse(text, culture, out _),
            _ when plain == typeof(long) => long.TryParse(text, culture, out _),
            _ when plain == typeof(double) => double.TryParse(text, culture, out _),
            _ when plain == typeof(decimal) => decimal.TryParse(text, culture, out _),
            _ when plain == typeof(bool) => bool.TryParse(text, out _),
            _ when plain == typeof(Guid) => Guid.TryParse(text, out _),
            _ when plain == typeof(DateTimeOffset) => DateTimeOffset.TryParse(text, culture, out _),
            _ when plain == typeof(DateOnly) => DateOnly.TryParse(text, culture, out _),
            _ when plain.IsEnum => Enum.TryParse(plain, text, out _),
            _ => true,
        };
    }

    private static string OneOf<T>() where T : struct, Enum => $"one of {string.Join(", ", WireName.All<T>())}";
}
