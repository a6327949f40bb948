using System.Text.Json;
using Edge.Shared.Contracts;

namespace Edge.Features.Tracking;

/// <summary>Locations on their way in: checked, tidied and written.</summary>
internal static class Places
{
    private const int NameLength = 200;
    private const int CityLength = 100;
    private const int PostcodeLength = 20;

    public static void Check(FieldFaults faults, string field, Location? place)
    {
        if (place is null)
            return;
        faults.Text($"{field}.name", place.Name, NameLength);
        faults.Text($"{field}.city", place.City, CityLength);
        faults.Text($"{field}.postcode", place.Postcode, PostcodeLength);
        if (place.Country is { } country && !Countries.Has(country))
            faults.Add($"{field}.country", "Two upper-case letters of ISO 3166-1, such as DE.");
        faults.Range($"{field}.lat", place.Lat, -90, 90);
        faults.Range($"{field}.lon", place.Lon, -180, 180);
        if (place.Lat is null != place.Lon is null)
            faults.Add($"{field}.{(place.Lat is null ? "lat" : "lon")}", "Latitude and longitude go together.");
    }

    /// <summary>The place without blanks around its words; null when nothing is known of it.</summary>
    public static Location? Tidy(Location? place)
    {
        if (place is null)
            return null;
        var tidy = place with { Name = Clean(place.Name), City = Clean(place.City), Postcode = Clean(place.Postcode) };
        return tidy == new Location() ? null : tidy;
    }

    /// <summary>Text without blanks around it, null when nothing is left.</summary>
    public static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>A postcode as it is compared: upper-case letters and digits only.</summary>
    public static string? NormalisePostcode(string? postcode)
    {
        if (postcode is null)
            return null;
        var kept = new string(Array.FindAll(postcode.ToCharArray(), char.IsLetterOrDigit)).ToUpperInvariant();
        return kept.Length == 0 ? null : kept;
    }

    public static string? ToJson(Location? place) => place is null ? null : JsonSerializer.Serialize(place, WireJson.Default.Location);

    public static Location? FromJson(string? json) => json is null ? null : JsonSerializer.Deserialize(json, WireJson.Default.Location);
}
