using Edge.Features.Tracking.Shipments;
using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Events;

/// <summary>What an event must be like, whichever way it comes in.</summary>
internal static class EventRules
{
    private const int CodeLength = 64;
    private const int ReasonLength = 200;
    private const int RawTextLength = 500;
    private const int MaxUtcOffset = 840;
    private static readonly TimeSpan ClockSkew = TimeSpan.FromDays(1);

    /// <param name="path">Put before each field: empty, or <c>event.</c> in a batch.</param>
    public static FieldFaults Of(AppendEventRequest request, DateTimeOffset now, string path = "")
    {
        var faults = new FieldFaults();
        faults.Moment($"{path}event_time", request.EventTime, request.Classifier == Classifier.Actual ? now + ClockSkew : Moments.Latest);
        if (request.Status is null && string.IsNullOrWhiteSpace(request.RawCode))
            faults.Add($"{path}status", "Give a status, or the carrier's raw code.");
        faults.Text($"{path}sub_status", request.SubStatus, CodeLength);
        faults.Text($"{path}reason", request.Reason, ReasonLength);
        faults.Text($"{path}raw_code", request.RawCode, CodeLength);
        faults.Text($"{path}raw_text", request.RawText, RawTextLength);
        faults.Range($"{path}utc_offset", request.UtcOffset, -MaxUtcOffset, MaxUtcOffset);
        Places.Check(faults, $"{path}location", request.Location);
        ShipmentRules.Proof(faults, $"{path}proof_of_delivery", request.ProofOfDelivery);
        foreach (var flag in request.Flags ?? [])
        {
            if (flag == ShipmentFlag.Stale)
                faults.Add($"{path}flags", "Stale cannot be told: it is raised by time.");
        }
        return faults;
    }
}
