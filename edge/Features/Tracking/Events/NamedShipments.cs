using Edge.Features.Tracking.Carriers;
using Edge.Features.Tracking.Shipments;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Events;

/// <param name="Carrier">Null for any.</param>
internal sealed record NumberOfCarrier(string Number, string? Carrier) : IComparable<NumberOfCarrier>
{
    public int CompareTo(NumberOfCarrier? other) => string.CompareOrdinal(Number, other?.Number) is var order && order != 0
        ? order
        : string.CompareOrdinal(Carrier, other?.Carrier);
}

/// <summary>A shipment of a batch, and what the batch makes of it.</summary>
internal sealed class NamedShipment(ShipmentRow before)
{
    public ShipmentRow Before { get; } = before;

    public ShipmentRow After { get; private set; } = before;

    public int Events { get; private set; }

    public void Add(ShipmentRow withEvent)
    {
        After = withEvent;
        Events++;
    }
}

/// <summary>The shipments that the items of a batch name, by id or by number.</summary>
internal sealed class NamedShipments
{
    private readonly Dictionary<Guid, NamedShipment> byId = [];
    private readonly Dictionary<NumberOfCarrier, List<ShipmentRow>> byNumber = [];

    public IEnumerable<NamedShipment> All => byId.Values;

    public void Add(List<ShipmentRow> rows)
    {
        foreach (var row in rows)
            byId.TryAdd(row.Id, new NamedShipment(row));
    }

    /// <param name="live">Those that the number may mean, newest first.</param>
    public void Add(NumberOfCarrier number, List<ShipmentRow> live)
    {
        byNumber[number] = live;
        Add(live);
    }

    /// <summary>What an item means, or why it means nothing.</summary>
    public (NamedShipment? Shipment, ItemProblem? Refusal) Find(AppendEventsItem item)
    {
        if (item.ShipmentId is { } id)
            return byId.TryGetValue(id, out var known) ? (known, null) : (null, Of(Problems.ShipmentNotFound()));
        if (!TrackingNumber.TryParse(item.Number, out var number, out var fault))
            return (null, new ItemProblem(Problems.ValidationFailed, fault, "number"));
        var live = byNumber[new NumberOfCarrier(number.Value, item.Carrier)];
        if (live.Count == 0)
            return (null, Of(Problems.ShipmentNotFound()));
        return live.TrueForAll(one => one.Carrier == live[0].Carrier)
            ? (byId[live[0].Id], null)
            : (null, Of(Problems.ShipmentAmbiguous()));
    }

    private static ItemProblem Of(Problem problem) => new(problem.Slug, problem.Title);
}
