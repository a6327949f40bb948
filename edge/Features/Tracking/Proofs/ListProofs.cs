using Edge.Caching.HttpCaching;
using Edge.Features.Tracking.Shipments;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Features.Tracking.Proofs;

internal static class ListProofs
{
    public static async Task<JsonAnswer<ProofList>> Handle(
        Guid id, HttpContext http, Database database, CancellationToken cancellation)
    {
        var rows = await database.Read(
            async session => await ShipmentStore.ById(session, http.Caller().Organisation, id) is { } shipment ? await Of(session, shipment) : null,
            cancellation) ?? throw new ProblemException(Problems.ShipmentNotFound());
        return Answers.Ok(new ProofList(rows.ConvertAll(row => row.ToContract())), WireJson.Default.ProofList);
    }

    private static ValueTask<List<ProofRow>> Of(Session session, ShipmentRow shipment) => session.List<ProofRow>($"""
        select {ProofRow.Columns} from proofs p where p.shipment_seq = {shipment.Seq} order by p.id
        """);
}
