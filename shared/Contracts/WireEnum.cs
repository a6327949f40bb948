using System.Text.Json;
using System.Text.Json.Serialization;

namespace Edge.Shared.Contracts;

/// <summary>
/// Enums travel as snake_case words, in exactly that case; numbers and other words are refused. The framework's own
/// converter would compile to some forty kilobytes for each enum.
/// </summary>
/// <exception cref="JsonException">The value is no word of the enum.</exception>
public sealed class WireEnum<T> : JsonConverter<T> where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && WireName.TryParse<T>(reader.GetString(), out var value) ? value : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(WireName.Of(value));
}
