using Edge.Caching.HttpCaching;
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
        [AsParameters] ListShipmentsQuery query, Database database, CancellationToken cancellation)
    {
        var filter = ShipmentFilter.Parse(query);
        var rows = await database.Read(session => session.List<ShipmentRow>(ShipmentQuery.Of(filter)), cancellation);
        var items = rows.Take(filter.Limit).Select(row => row.ToContract()).ToArray();
        var next = rows.Count > filter.Limit ? After(rows[filter.Limit - 1], filter.Order) : null;
        return Answers.Ok(new ShipmentPage(items, next), WireJson.Default.ShipmentPage);
    }

    private static string After(ShipmentRow last, CursorKind order) =>
        order == CursorKind.Newest
            ? new Cursor(last.Seq, 0).ToText(order)
            : new Cursor(last.UpdatedAt.ToUnixTimeMilliseconds(), last.Change).ToText(order);
}
