using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Storage;

namespace Edge.Features.Tracking.Proofs;

internal static class GetProofPhoto
{
    public static async Task<IResult> Handle(
        HttpContext http, Guid id, Guid proof, Database database, CancellationToken cancellation)
    {
        var photo = await database.Read(
            session => session.First<PhotoRow>($"""
                select p.photo_type, p.photo from proofs p join shipments s on s.seq = p.shipment_seq
                where p.id = {proof} and s.id = {id} and s.organisation = {http.Caller().Organisation} and p.photo is not null
                """),
            cancellation);
        if (photo is null)
            return Problems.ProofNotFound();
        http.Response.Headers.CacheControl = http.CachePolicy().CacheControl;
        return Results.Bytes(photo.Bytes, photo.Type);
    }
}
