using Edge.Caching.HttpCaching;
using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Carriers;

/// <summary>GET /api/v1/carriers</summary>
internal static class ListCarriers
{
    public static JsonAnswer<CarrierList> Handle() => Answers.Ok(CarrierCatalog.List, WireJson.Default.CarrierList);
}
