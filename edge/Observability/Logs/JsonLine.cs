using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Edge.Observability.Logs;

/// <summary>
/// Writes an entry as one JSON object. The writer escapes every control character and mends broken surrogates, so no text can end
/// the line early. A value is written as what it is or by its ToString, never by its members: a <c>Secret</c> stays <c>***</c>.
/// </summary>
internal static class JsonLine
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const int MaxItems = 32;
    private const int MaxNames = 1024;

    private static readonly string[] Reserved = ["time", "level", "logger", "event", "message", "request_id", "exception"];
    private static readonly ConcurrentDictionary<string, JsonEncodedText> Names = new(StringComparer.Ordinal);

    public static void Write(Utf8JsonWriter json, in LogEntry entry)
    {
        json.WriteStartObject();
        WriteTime(json, entry.Time);
        json.WriteString("level"u8, LogEntry.LevelWord(entry.Level));
        json.WriteString("logger"u8, entry.Logger);
        if (entry.Event is not null)
            json.WriteString("event"u8, entry.Event);
        json.WriteString("message"u8, LogEntry.Cut(entry.Message));
        if (entry.RequestId is not null)
            json.WriteString("request_id"u8, LogEntry.Cut(entry.RequestId));
        WriteProperties(json, entry.Properties);
        if (entry.Exception is not null)
            json.WriteString("exception"u8, LogEntry.Cut(entry.Exception.ToString(), LogEntry.MaxException));
        json.WriteEndObject();
    }

    public static void WriteTime(Utf8JsonWriter json, DateTimeOffset time)
    {
        Span<char> text = stackalloc char[32];
        time.UtcDateTime.TryFormat(text, out var length, TimeFormat, CultureInfo.InvariantCulture);
        json.WriteString("time"u8, text[..length]);
    }

    private static void WriteProperties(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>>? properties)
    {
        for (var i = 0; i < properties?.Count; i++)
        {
            var (key, value) = properties[i];
            if (!LogEntry.IsProperty(key) || value is null)
                continue;
            json.WritePropertyName(NameOf(key));
            WriteValue(json, value, nested: false);
        }
    }

    private static void WriteValue(Utf8JsonWriter json, object? value, bool nested)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(LogEntry.Cut(text)); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case DateTimeOffset time: json.WriteStringValue(time); break;
            case IFormattable formattable:
                json.WriteStringValue(LogEntry.Cut(formattable.ToString(null, CultureInfo.InvariantCulture)));
                break;
            case IEnumerable items when !nested: WriteItems(json, items); break;
            default: json.WriteStringValue(LogEntry.Cut(value.ToString() ?? "")); break;
        }
    }

    private static void WriteItems(Utf8JsonWriter json, IEnumerable items)
    {
        json.WriteStartArray();
        var count = 0;
        foreach (var item in items)
        {
            if (count++ == MaxItems)
                break;
            WriteValue(json, item, nested: true);
        }
        json.WriteEndArray();
    }

    // Message templates are constants, so the names are few; the bound only guards against templates made at run time.
    private static JsonEncodedText NameOf(string key)
    {
        if (Names.TryGetValue(key, out var name))
            return name;
        var word = JsonNamingPolicy.SnakeCaseLower.ConvertName(key);
        name = JsonEncodedText.Encode(Reserved.Contains(word) ? word + "_" : word);
        if (Names.Count < MaxNames)
            Names[key] = name;
        return name;
    }
}
