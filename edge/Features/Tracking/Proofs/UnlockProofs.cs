using Edge.Caching.HttpCaching;
using Edge.Features.Tracking.PublicView;
using Edge.Features.Tracking.Shipments;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Sql;

namespace Edge.Features.Tracking.Proofs;

/// <summary>POST /s/{token}/proofs: the proofs of delivery for who knows the destination's postcode.</summary>
internal static class UnlockProofs
{
    private const int Shown = 2;

    public static async Task<IResult> Handle(
        string token, UnlockDetailsRequest request, Database database, CancellationToken cancellation)
    {
        var shipment = await database.Read(session => ShipmentStore.ByToken(session, token), cancellation);
        if (shipment is null)
            return Problems.ShipmentNotFound();
        if (!PublicPostcode.Opens(request.Postcode, shipment.Destination?.Postcode))
            return Problems.PostcodeMismatch();
        var proofs = await database.Read(session => Newest(session, shipment), cancellation);
        return Answers.Ok(new PublicProofList(proofs.ConvertAll(shown => shown.Proof)), WireJson.Default.PublicProofList);
    }

    private static ValueTask<List<ShownProof>> Newest(Session session, ShipmentRow shipment) => session.List<ShownProof>($"""
        select p.made_at, p.signature, p.photo_type, p.photo from proofs p
        where p.shipment_seq = {shipment.Seq} order by p.id desc limit {Shown}
        """);

    private sealed record ShownProof(PublicProof Proof) : IRow<ShownProof>
    {
        public static ShownProof Read(Columns columns) => new(new PublicProof(
            columns.Time(0), ProofRow.SignatureOf(columns.TextOrNull(1)), columns.TextOrNull(2),
            columns.IsNull(3) ? null : columns.Bytes(3)));
    }
}
