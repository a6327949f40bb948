using Edge.Features.Tracking.Carriers;
using Edge.Features.Tracking.Shipments;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Features.Tracking.Events;

/// <summary>
/// Appends many events in one transaction, each for itself: what is wrong with one item is no other's trouble. Every shipment is read
/// once and written once, so that it moves once, from where it was to where the last of its events leaves it.
/// </summary>
internal sealed class EventBatches(ShipmentStore shipments, EventStore events, TimeProvider time)
{
    public async ValueTask<List<AppendEventsResult>> Append(Session transaction, IReadOnlyList<AppendEventsItem> items)
    {
        var touched = new Dictionary<Guid, Touched>();
        await TakeInOrder(transaction, items, touched);
        var results = new List<AppendEventsResult>(items.Count);
        for (var index = 0; index < items.Count; index++)
            results.Add(await AppendItem(transaction, index, items[index], touched));
        foreach (var shipment in touched.Values.Where(shipment => shipment.Events > 0))
            await shipments.SaveMoved(transaction, shipment.Before, shipment.After, shipment.Events);
        return results;
    }

    // Two batches that name the same shipments in different orders would wait for each other.
    private static async ValueTask TakeInOrder(
        Session transaction, IReadOnlyList<AppendEventsItem> items, Dictionary<Guid, Touched> touched)
    {
        var ids = new SortedSet<Guid>();
        foreach (var item in items)
        {
            if (item is { ShipmentId: { } id, Number: null })
                ids.Add(id);
        }
        foreach (var id in ids)
        {
            if (await ShipmentStore.ById(transaction, id) is { } shipment)
                Remember(touched, shipment);
        }
    }

    private async ValueTask<AppendEventsResult> AppendItem(
        Session transaction, int index, AppendEventsItem? item, Dictionary<Guid, Touched> touched)
    {
        if (Fault(item) is { } fault)
            return Rejected(index, fault, item?.ShipmentId);
        var (shipment, refusal) = await Find(transaction, item!, touched);
        if (shipment is null)
            return Rejected(index, refusal!, item!.ShipmentId);
        var (outcome, told, after) = await events.Append(transaction, shipment.After, item!.Event);
        if (outcome == AppendOutcome.Appended)
        {
            shipment.After = after;
            shipment.Events++;
        }
        return new AppendEventsResult(index, outcome, told.Id, shipment.Before.Id, null);
    }

    private ItemProblem? Fault(AppendEventsItem? item)
    {
        if (item is null)
            return new ItemProblem(Problems.ValidationFailed, "The item is null.");
        if (EventRules.Of(item.Event, time.GetUtcNow(), "event.").FirstAsItem() is { } fault)
            return fault;
        if (item.ShipmentId is null == item.Number is null)
            return new ItemProblem(Problems.ValidationFailed, "Name the shipment by its id or by its number, one of them.", "shipment_id");
        return null;
    }

    private static async ValueTask<(Touched? Shipment, ItemProblem? Refusal)> Find(
        Session transaction, AppendEventsItem item, Dictionary<Guid, Touched> touched)
    {
        if (item.ShipmentId is { } id)
        {
            return touched.TryGetValue(id, out var known) ? (known, null) : (null, Of(Problems.ShipmentNotFound()));
        }
        if (!TrackingNumber.TryParse(item.Number, out var number, out var fault))
            return (null, new ItemProblem(Problems.ValidationFailed, fault, "number"));
        var live = await ShipmentStore.Live(transaction, number.Value, item.Carrier);
        if (live.Count == 0)
            return (null, Of(Problems.ShipmentNotFound()));
        return live.TrueForAll(one => one.Carrier == live[0].Carrier)
            ? (Remember(touched, live[0]), null)
            : (null, Of(Problems.ShipmentAmbiguous()));
    }

    private static Touched Remember(Dictionary<Guid, Touched> touched, ShipmentRow row)
    {
        if (!touched.TryGetValue(row.Id, out var shipment))
            touched[row.Id] = shipment = new Touched(row);
        return shipment;
    }

    private static ItemProblem Of(Problem problem) => new(problem.Slug, problem.Title);

    private static AppendEventsResult Rejected(int index, ItemProblem problem, Guid? shipmentId) =>
        new(index, AppendOutcome.Rejected, null, shipmentId, problem);

    private sealed class Touched(ShipmentRow before)
    {
        public ShipmentRow Before { get; } = before;

        public ShipmentRow After { get; set; } = before;

        public int Events { get; set; }
    }
}
