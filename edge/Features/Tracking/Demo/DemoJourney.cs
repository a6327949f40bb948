using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Demo;

/// <summary>Tells the events that led a demo parcel to its status, in order, ending <see cref="DemoParcel.HoursAgo"/> before now.</summary>
internal static class DemoJourney
{
    private const int HoursBetweenStops = 9;

    public static IEnumerable<AppendEventRequest> Of(DemoParcel parcel, DateTimeOffset now)
    {
        var steps = new List<(Status Status, int Stop)>(Steps(parcel));
        var first = now.AddHours(-parcel.HoursAgo - (HoursBetweenStops * (steps.Count - 1)));
        for (var i = 0; i < steps.Count; i++)
            yield return Event(parcel, steps[i], first.AddHours(HoursBetweenStops * i));
    }

    private static IEnumerable<(Status Status, int Stop)> Steps(DemoParcel parcel)
    {
        yield return (Status.Pending, 0);
        if (parcel.Status is Status.Pending)
            yield break;
        if (parcel.Status is Status.Cancelled)
        {
            yield return (Status.Cancelled, 0);
            yield break;
        }
        yield return (Status.PickedUp, 0);
        if (parcel.Status is Status.PickedUp)
            yield break;
        var end = parcel.Stops.Length - 1;
        for (var stop = 1; stop < end; stop++)
            yield return (Status.InTransit, stop);
        if (parcel.Status is Status.InTransit)
            yield break;
        if (parcel.Status is not (Status.OnHold or Status.OutForDelivery))
            yield return (Status.OutForDelivery, end);
        yield return (parcel.Status, parcel.Status is Status.OnHold ? end - 1 : end);
    }

    private static AppendEventRequest Event(DemoParcel parcel, (Status Status, int Stop) step, DateTimeOffset at)
    {
        var isLast = step.Status == parcel.Status;
        var delivered = step.Status is Status.Delivered;
        var country = step.Stop == 0 ? parcel.From.Country : parcel.To.Country;
        return new AppendEventRequest(
            at,
            step.Status,
            isLast ? parcel.SubStatus : null,
            Location: new Location(City: parcel.Stops[step.Stop], Country: step.Stop < parcel.Stops.Length - 1 && step.Stop > 0 ? null : country),
            Source: EventSource.Carrier,
            ProofOfDelivery: delivered ? new ProofOfDelivery(parcel.To.Name, "Handed over at the door.", at) : null);
    }
}
