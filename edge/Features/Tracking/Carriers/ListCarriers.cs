using Edge.Caching.Rendered;

namespace Edge.Features.Tracking.Carriers;

/// <summary>GET /api/v1/carriers</summary>
internal static class ListCarriers
{
    public static async Task<IResult> Handle(HttpContext http, CarrierAnswers carriers, CachedAnswers answers) =>
        (await answers.Answer(http, carriers.Family, CarrierAnswers.Key))!;
}
