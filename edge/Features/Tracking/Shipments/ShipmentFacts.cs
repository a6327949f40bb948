using System.Text.Json;
using System.Text.Json.Serialization;
using Edge.Caching.TwoLevel;
using Edge.Shared.Contracts;
using Edge.Storage.Facts;

namespace Edge.Features.Tracking.Shipments;

/// <summary>What the facts about shipments carry: nothing that says whose parcel it is or where it goes.</summary>
/// <param name="From">The status before, where it has changed.</param>
/// <param name="Events">How many events were appended.</param>
internal sealed record ShipmentFact(
    string Carrier, Status Status, IReadOnlyList<ShipmentFlag> Flags, long Version, Status? From = null, int? Events = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ShipmentFact))]
internal sealed partial class ShipmentFactJson : JsonSerializerContext;

/// <summary>The subject of each is the shipment's id; the payload is a <see cref="ShipmentFact"/>.</summary>
internal static class ShipmentFacts
{
    /// <summary>What cached answers were made of: <c>shipment:{id}</c>, and each of these facts makes it stale.</summary>
    public const string Noun = "shipment";

    public const string Created = "ShipmentCreated";

    /// <summary>Its details were edited.</summary>
    public const string Changed = "ShipmentChanged";

    /// <summary>Its status or flags are others than before, by an event or by time.</summary>
    public const string Moved = "ShipmentMoved";

    /// <summary>Its timeline grew, and it did not move.</summary>
    public const string EventAppended = "EventAppended";

    public const string Archived = "ShipmentArchived";

    /// <summary>It is gone with its events; its version is one above the last that could be read.</summary>
    public const string Removed = "ShipmentRemoved";

    public static FactTagRule Tags { get; } = new(Noun, [Created, Changed, Moved, EventAppended, Archived, Removed]);

    public static Fact Of(string kind, ShipmentRow after, ShipmentRow? before = null, int? events = null)
    {
        var from = before is null || before.Status == after.Status ? (Status?)null : before.Status;
        var payload = new ShipmentFact(after.Carrier, after.Status, FlagBits.Flags(after.Flags), after.Version, from, events);
        return new Fact(kind, after.Id.ToString(), JsonSerializer.Serialize(payload, ShipmentFactJson.Default.ShipmentFact));
    }
}
