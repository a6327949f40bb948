using System.Globalization;

namespace Edge.Hosting.Configuration;

/// <summary>Durations as operators write them: a whole number and one of ms, s, m, h, d.</summary>
internal static class Durations
{
    public static TimeSpan Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"\"{text}\" is not a duration");

    public static bool TryParse(string text, out TimeSpan value)
    {
        value = default;
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits is <= 0 or > 9 || !long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
            return false;
        long unit = text.AsSpan(digits) switch
        {
            "ms" => TimeSpan.TicksPerMillisecond,
            "s" => TimeSpan.TicksPerSecond,
            "m" => TimeSpan.TicksPerMinute,
            "h" => TimeSpan.TicksPerHour,
            "d" => TimeSpan.TicksPerDay,
            _ => 0,
        };
        if (unit == 0 || amount > TimeSpan.MaxValue.Ticks / unit)
            return false;
        value = TimeSpan.FromTicks(amount * unit);
        return true;
    }
}
