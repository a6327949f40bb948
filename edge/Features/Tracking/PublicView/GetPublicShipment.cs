using Edge.Caching.HttpCaching;
using Edge.Caching.Rendered;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Features.Tracking.PublicView;

/// <summary>GET /s/{token}.json: what anyone who holds the token may see.</summary>
internal static class GetPublicShipment
{
    // Tokens have 24; what is longer was never given out, and shall not fill the memory.
    private const int LongestToken = 64;

    public static async Task<IResult> Handle(
        string token, HttpContext http, PublicViews views, CachedAnswers answers, CancellationToken cancellation)
    {
        if (token.Length > LongestToken)
            return Problems.ShipmentNotFound();
        // Whoever has just written, on whichever node, sees it.
        if (ReadPosition.Current is { Position: > 0 })
            return await Uncached(token, http, views, cancellation);
        try
        {
            return await answers.Answer(http, views.Family, PublicViews.KeyOf(token)) ?? Problems.ShipmentNotFound();
        }
        catch (StorageUnavailableException) when (ReadPosition.Current is not null)
        {
            // The cache is filled from the primary only. Without one, what a replica has is better than nothing, and is not kept.
            return await Uncached(token, http, views, cancellation);
        }
    }

    private static async Task<IResult> Uncached(string token, HttpContext http, PublicViews views, CancellationToken cancellation)
    {
        if (await views.Read(token, cancellation) is not { } found)
            return Problems.ShipmentNotFound();
        http.Response.Headers[CacheStatus.Header] = CacheStatus.Bypassed;
        return Answers.Ok(found.Shown, WireJson.Default.PublicShipment, found.Shipment.Version);
    }
}
