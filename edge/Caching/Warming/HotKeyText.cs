using System.Globalization;
using System.Text;

namespace Edge.Caching.Warming;

/// <summary>
/// The list of hot keys as it is stored: a line for each, of the family, the key, the weight, and the hours that are not 0 as
/// <c>hour:weight</c>, separated by tabs. A line that cannot be read is left out: the worst that a broken list does is to warm nothing.
/// </summary>
internal static class HotKeyText
{
    private const int LongestKey = 512;
    private const int Fields = 4;

    public static byte[] Write(IReadOnlyList<HotKey> keys)
    {
        var text = new StringBuilder();
        foreach (var key in keys)
        {
            if (key.Key.Length > LongestKey || key.Key.AsSpan().IndexOfAnyInRange('\0', '\u001f') >= 0)
                continue;
            text.Append(key.Family).Append('\t').Append(key.Key).Append('\t').Append(Text(key.Weight)).Append('\t');
            for (var hour = 0; hour < key.Hours.Length; hour++)
            {
                if (key.Hours[hour] > 0)
                    text.Append(CultureInfo.InvariantCulture, $"{hour}:").Append(Text(key.Hours[hour])).Append(' ');
            }
            text.Append('\n');
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <param name="limit">Lines that are read.</param>
    public static List<HotKey> Read(byte[] bytes, int limit)
    {
        var keys = new List<HotKey>();
        foreach (var line in Encoding.UTF8.GetString(bytes).Split('\n', limit + 1))
        {
            if (keys.Count < limit && ReadLine(line) is { } key)
                keys.Add(key);
        }
        return keys;
    }

    private static HotKey? ReadLine(string line)
    {
        var fields = line.Split('\t');
        if (fields.Length != Fields || fields[1].Length is 0 or > LongestKey || Number(fields[2]) is not { } weight)
            return null;
        var hours = new float[HotKeys.HoursOfDay];
        foreach (var field in fields[3].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = field.IndexOf(':');
            if (colon < 1 || !int.TryParse(field[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
                || hour >= HotKeys.HoursOfDay || Number(field[(colon + 1)..]) is not { } value)
            {
                return null;
            }
            hours[hour] = (float)value;
        }
        return new HotKey(fields[0], fields[1], weight, hours);
    }

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
}
