using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Edge.Features.Tracking.Carriers;

/// <summary>GET /api/v1/carriers/detect?number=</summary>
internal static class DetectCarrier
{
    /// <param name="number">As typed; a number that no format fits gives an empty list of candidates.</param>
    public static Results<JsonAnswer<CarrierDetection>, Problem> Handle(string? number) =>
        TrackingNumber.TryParse(number, out var parsed, out var fault)
            ? Answers.Ok(CarrierDetector.Detect(parsed.Value), WireJson.Default.CarrierDetection)
            : Problems.InvalidParameter(nameof(number), fault);
}
