using System.Text.Json;
using System.Text.Json.Serialization;

namespace Edge.Shared.Contracts;

/// <summary>Enums travel as snake_case words; numbers and unknown words are refused.</summary>
public sealed class WireEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
