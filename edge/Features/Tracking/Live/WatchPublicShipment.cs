using Edge.Features.Tracking.Shipments;
using Edge.Hosting.Endpoints;
using Edge.Storage;

namespace Edge.Features.Tracking.Live;

/// <summary>GET /s/{token}/live: tells whoever holds the token that the public view may have changed, as server-sent events.</summary>
internal static class WatchPublicShipment
{
    public static async Task<IResult> Handle(string token, HttpContext http, Database database, LiveAnswer live)
    {
        var found = await database.Read(session => ShipmentStore.ByToken(session, token), http.RequestAborted);
        return found is null
            ? Problems.ShipmentNotFound()
            : await live.Stream(
                http, found.Id,
                async () => (await database.Read(session => ShipmentStore.ByToken(session, token), http.RequestAborted))?.Version,
                isByRight: false);
    }
}
