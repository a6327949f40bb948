using System.Text.Json;
using System.Text.Json.Serialization;
using Edge.Shared.Contracts;
using Edge.Storage.Facts;

namespace Edge.Features.Push.Delivery;

/// <summary>What the fact of a shipment's move carries, as far as it is of use here.</summary>
internal sealed record MovePayload(Status Status, Status? From = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MovePayload))]
internal sealed partial class MoveJson : JsonSerializerContext;

/// <summary>A shipment has another status than before.</summary>
/// <param name="Subject">The shipment's id.</param>
internal sealed record MovedFact(FactCursor Cursor, string Subject, Status Status, DateTimeOffset At)
{
    private const string Kind = "ShipmentMoved";

    /// <returns>Null when the fact tells of something else.</returns>
    public static MovedFact? Of(RecordedFact fact)
    {
        if (fact.Kind != Kind)
            return null;
        try
        {
            var payload = JsonSerializer.Deserialize(fact.Payload, MoveJson.Default.MovePayload);
            return payload is { From: { } from } && from != payload.Status ? new MovedFact(fact.Cursor, fact.Subject, payload.Status, fact.At) : null;
        }
        catch (JsonException)
        {
            // A status of a newer release, which this one has no words for.
            return null;
        }
    }
}
