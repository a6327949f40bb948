using Edge.Caching.Cdn;
using Edge.Caching.HttpCaching;
using Edge.Features.Tracking.Shipments;
using Edge.Storage;
using Edge.Storage.Facts;
using Edge.Storage.Sql;

namespace Edge.Features.Tracking.PublicView;

/// <summary>Knows which public answers a fact outdates: the one of the shipment that it tells of.</summary>
internal sealed class PublicPurgeStore(Database database, CacheTags tags)
{
    public static string SubjectOf(string shipment) => $"shipment:{shipment}";

    public async ValueTask<List<PurgeTarget>> OutdatedBy(
        IReadOnlyList<RecordedFact> facts, bool withPaths, CancellationToken cancellation)
    {
        var shipments = new HashSet<string>();
        foreach (var fact in facts)
        {
            if (IsOutdating(fact.Kind))
                shipments.Add(fact.Subject);
        }
        if (withPaths && shipments.Count > 0)
            return await database.Read(session => Located(session, shipments), cancellation);
        return [.. shipments.Select(shipment => new PurgeTarget(tags.Of(SubjectOf(shipment)), Path: null))];
    }

    // Nobody can have asked for a shipment before it was there and been told to keep the answer.
    private static bool IsOutdating(string kind) =>
        kind is ShipmentFacts.Changed or ShipmentFacts.Moved or ShipmentFacts.EventAppended or ShipmentFacts.Archived or ShipmentFacts.Removed;

    private async ValueTask<List<PurgeTarget>> Located(Session session, HashSet<string> shipments)
    {
        var targets = new List<PurgeTarget>(shipments.Count);
        foreach (var shipment in shipments)
        {
            var row = await session.First<TokenRow>($"select token from shipments where id = {Guid.Parse(shipment)}");
            targets.Add(new PurgeTarget(tags.Of(SubjectOf(shipment)), row is null ? null : $"/s/{row.Token}.json"));
        }
        return targets;
    }

    private sealed record TokenRow(string Token) : IRow<TokenRow>
    {
        public static TokenRow Read(Columns columns) => new(columns.Text(0));
    }
}
