using Edge.Features.Tracking.Carriers;
using Edge.Features.Tracking.Shipments;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Sql;

namespace Edge.Features.Tracking.Events;

/// <summary>
/// Appends many events to shipments of one organisation in one transaction, each for itself: what is wrong with one item is no other's trouble. Every shipment is read
/// once and written once, so that it moves once, from where it was to where the last of its events leaves it. All of a kind is asked of
/// the database at once: an item has no trip to a server of its own.
/// </summary>
internal sealed class EventBatches(ShipmentStore shipments, EventStore events, TimeProvider time)
{
    public async ValueTask<AppendEventsResult[]> Append(Session transaction, long organisation, IReadOnlyList<AppendEventsItem> items)
    {
        var results = new AppendEventsResult[items.Count];
        var named = await TakeNamed(transaction, organisation, items);
        var told = new List<Told>(items.Count);
        for (var index = 0; index < items.Count; index++)
        {
            var item = items[index];
            var (shipment, refusal) = Fault(item) is { } fault ? (null, fault) : named.Find(item);
            if (shipment is null)
                results[index] = new AppendEventsResult(index, AppendOutcome.Rejected, null, item?.ShipmentId, refusal);
            else
                told.Add(new Told(index, shipment, events.Tell(shipment.Before, item.Event)));
        }
        await Store(transaction, items, told, results);
        foreach (var shipment in named.All.Where(shipment => shipment.Events > 0))
            await shipments.SaveMoved(transaction, shipment.Before, shipment.After, shipment.Events);
        return results;
    }

    // In the order of their ids and numbers: two batches that name the same ones in different orders would wait for each other.
    private static async ValueTask<NamedShipments> TakeNamed(
        Session transaction, long organisation, IReadOnlyList<AppendEventsItem> items)
    {
        var ids = new SortedSet<Guid>();
        var names = new HashSet<NumberOfCarrier>();
        foreach (var item in items)
        {
            if (item is { ShipmentId: { } id, Number: null })
                ids.Add(id);
            else if (item is { ShipmentId: null, Number: { } number } && TrackingNumber.TryParse(number, out var parsed, out _))
                names.Add(new NumberOfCarrier(parsed.Value, item.Carrier));
        }
        var named = new NamedShipments();
        var byId = new List<SqlText>(ids.Count);
        foreach (var id in ids)
            byId.Add(ShipmentStore.ByIdStatement(transaction, organisation, id));
        foreach (var rows in await transaction.ListEach<ShipmentRow>(byId))
            named.Add(rows);
        var sorted = names.ToList();
        sorted.Sort();
        var live = await transaction.ListEach<ShipmentRow>(
            sorted.ConvertAll(one => ShipmentStore.LiveStatement(transaction, organisation, one.Number, one.Carrier)));
        for (var i = 0; i < live.Length; i++)
            named.Add(sorted[i], live[i]);
        return named;
    }

    private async ValueTask Store(
        Session transaction, IReadOnlyList<AppendEventsItem> items, List<Told> told, AppendEventsResult[] results)
    {
        var stored = await EventStore.Insert(transaction, told.ConvertAll(one => one.Event));
        for (var i = 0; i < stored.Length; i++)
        {
            var (index, shipment, row) = told[i];
            var isNew = ReferenceEquals(stored[i], row);
            if (isNew)
                shipment.Add(await events.Follow(transaction, shipment.After, row, items[index].Event));
            var outcome = isNew ? AppendOutcome.Appended : AppendOutcome.Duplicate;
            results[index] = new AppendEventsResult(index, outcome, stored[i].Id, shipment.Before.Id, null);
        }
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

    private sealed record Told(int Index, NamedShipment Shipment, EventRow Event);
}
