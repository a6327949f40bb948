using System.Globalization;
using Edge.Shared.Contracts;

namespace Edge.Shared.Client;

/// <summary>Which shipments to list; null leaves a condition out.</summary>
/// <param name="UpdatedSince">Given, the list runs by change, oldest first; else newest first.</param>
/// <param name="Limit">Shipments of a page, 1 to 200.</param>
public sealed record ShipmentListing(
    Status? Status = null, string? Carrier = null, ShipmentFlag? Flag = null, bool? Archived = null, DateTimeOffset? UpdatedSince = null,
    string? Search = null, int? Limit = null)
{
    internal string Query(string? cursor) => Written(
    [
        ("status", Status is { } status ? WireName.Of(status) : null),
        ("carrier", Carrier),
        ("flag", Flag is { } flag ? WireName.Of(flag) : null),
        ("archived", Archived is { } archived ? archived ? "true" : "false" : null),
        ("updated_since", UpdatedSince?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
        ("search", Search),
        ("limit", Limit?.ToString(CultureInfo.InvariantCulture)),
        ("cursor", cursor),
    ]);

    internal static string Written(ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var query = "";
        foreach (var (name, value) in parameters)
        {
            if (value is not null)
                query += $"{(query.Length == 0 ? '?' : '&')}{name}={Uri.EscapeDataString(value)}";
        }
        return query;
    }
}
