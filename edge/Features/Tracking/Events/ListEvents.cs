using Edge.Caching.HttpCaching;
using Edge.Features.Tracking.Shipments;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Features.Tracking.Events;

internal static class ListEvents
{
    public static async Task<JsonAnswer<EventPage>> Handle(
        Guid id, string? cursor, string? limit, HttpContext http, Database database, CancellationToken cancellation)
    {
        var after = Cursor.Parse(cursor, CursorKind.Timeline);
        var size = PageSize.Parse(limit);
        var rows = await database.Read(
            async session =>
            {
                var shipment = await ShipmentStore.ById(session, http.Caller().Organisation, id);
                return shipment is null ? null : await EventStore.Timeline(session, shipment, after, size);
            },
            cancellation) ?? throw new ProblemException(Problems.ShipmentNotFound());
        var items = rows.Take(size).Select(row => row.ToContract()).ToArray();
        var next = rows.Count > size ? After(rows[size - 1]) : null;
        return Answers.Ok(new EventPage(items, next), WireJson.Default.EventPage);
    }

    private static string After(EventRow last) =>
        new Cursor(last.EventTime.ToUnixTimeMilliseconds(), last.Seq).ToText(CursorKind.Timeline);
}
