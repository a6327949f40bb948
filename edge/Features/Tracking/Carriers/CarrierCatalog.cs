using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Carriers;

/// <summary>The carriers whose numbers and codes this service knows, and "other" for all the rest.</summary>
internal static class CarrierCatalog
{
    /// <summary>In the order of shared/carriers.json.</summary>
    internal static CarrierList List { get; } = new([.. CarrierTable.Carriers.Select(ToContract)]);

    /// <summary>The carrier of an id, or null. Ids are lower-case.</summary>
    internal static Carrier? Find(string id) => List.Items.FirstOrDefault(carrier => carrier.Id == id);

    /// <summary>The page where a carrier shows a number, or null when the carrier is unknown or has no such page.</summary>
    internal static string? TrackingUrl(string carrier, string number)
    {
        var row = Array.Find(CarrierTable.Carriers, row => row.Id == carrier);
        return row is null ? null : TrackingUrl(row, number);
    }

    internal static string? TrackingUrl(CarrierRow carrier, string number) =>
        carrier.TrackingUrl?.Replace("{number}", Uri.EscapeDataString(number), StringComparison.Ordinal);

    private static Carrier ToContract(CarrierRow row, int index) => new(
        row.Id,
        row.Name,
        row.TrackingUrl,
        [.. CarrierTable.Formats.Where(format => format.Carrier == index).Select(format => format.Id)]);
}
