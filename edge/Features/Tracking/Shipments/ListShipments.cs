using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Edge.Features.Tracking.Shipments;

/// <summary>The query string of the list, as it came in.</summary>
internal readonly record struct ListShipmentsQuery(
    string? Status,
    string? Carrier,
    string? Flag,
    string? Archived,
    [property: FromQuery(Name = "updated_since")] string? UpdatedSince,
    string? Search,
    string? Cursor,
    string? Limit);

internal static class ListShipments
{
    public static async Task<JsonAnswer<ShipmentPage>> Handle(
        [AsParameters] ListShipmentsQuery query, HttpContext http, Database database, CancellationToken cancellation)
    {
        var filter = ShipmentFilter.Parse(query, http.Caller().Organisation, database.Dialect);
        var page = await database.Read(session => ShipmentList.Page(session, filter), cancellation);
        var items = page.Rows.Select(row => row.ToContract()).ToArray();
        return Answers.Ok(new ShipmentPage(items, page.Next?.ToText(filter.Order)), WireJson.Default.ShipmentPage);
    }
}
