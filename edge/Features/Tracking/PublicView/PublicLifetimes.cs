using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.PublicView;

/// <summary>
/// How long a public view may be kept while nothing is heard of the parcel: days when nothing is expected any more, seconds when
/// somebody stands at the window and waits.
/// </summary>
internal static class PublicLifetimes
{
    private static readonly TimeSpan Finished = TimeSpan.FromDays(3);
    private static readonly TimeSpan Waited = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan OnItsWay = TimeSpan.FromMinutes(5);

    public static TimeSpan Of(Status status) => status switch
    {
        Status.Delivered or Status.Returned or Status.Cancelled or Status.Expired => Finished,
        Status.OutForDelivery => Waited,
        Status.DeliveryFailed or Status.OnHold or Status.ReadyForPickup => Soon,
        _ => OnItsWay,
    };
}
