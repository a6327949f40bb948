using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Carriers;

/// <summary>Carriers are built in and public: they know nothing of any shipment.</summary>
internal static class CarriersModule
{
    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static void MapCarriers(this IEndpointRouteBuilder api)
    {
        var carriers = api.MapGroup("/carriers").AllowAnyone();
        carriers.MapMethods("/", Read, ListCarriers.Handle).WithName(nameof(ListCarriers)).Produces<CarrierList>()
            .Cached(CachePolicy.Reference);
        carriers.MapMethods("/detect", Read, DetectCarrier.Handle).WithName(nameof(DetectCarrier)).Cached(CachePolicy.Private);
    }
}
