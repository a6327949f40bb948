using System.Text.Json;
using System.Text.Json.Serialization;

namespace Edge.Shared.Contracts;

/// <summary>
/// Times travel as RFC 3339 has them, with an offset. One without would be read in the zone of the machine that happens to read it,
/// so it is refused.
/// </summary>
public sealed class Rfc3339Time : JsonConverter<DateTimeOffset>
{
    private const int OffsetLength = 6; // +hh:mm

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time) && HasOffset(reader.GetString()!)
            ? time
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    private static bool HasOffset(string text) =>
        text[^1] == 'Z' || (text.Contains('T', StringComparison.Ordinal) && text.Length > OffsetLength && text[^OffsetLength] is '+' or '-');
}
