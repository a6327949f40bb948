using System.Text.Json;
using Edge.Features.Tracking.Shipments;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Idempotency;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Facts;

namespace Edge.Features.Tracking.Proofs;

/// <summary>POST /api/v1/shipments/{id}/proofs: keeps what shows that a parcel was handed over.</summary>
internal sealed class AddProof(IdempotentWrites writes, FactLog facts, TimeProvider time)
{
    /// <summary>A photo at its largest in base64, and a signature at its longest.</summary>
    public const int MaxBody = 384 * 1024;
    private const int ProofsAtMost = 10;
    private const string ProofAdded = "ProofAdded";

    public static Task<Reply> Handle(HttpContext http, Guid id, AddProofRequest request, AddProof proofs) =>
        proofs.Run(http, id, request);

    private Task<Reply> Run(HttpContext http, Guid id, AddProofRequest request)
    {
        ProofRules.Of(request, time.GetUtcNow(), out var photoType).Throw();
        var bytes = JsonSerializer.SerializeToUtf8Bytes(request, WireJson.Default.AddProofRequest);
        return writes.Run(http, bytes, session => Add(session, http.Caller().Organisation, id, request, photoType));
    }

    private async ValueTask<Reply> Add(Session session, long organisation, Guid id, AddProofRequest request, string? photoType)
    {
        var shipment = await ShipmentStore.ById(session, organisation, id) ?? throw new ProblemException(Problems.ShipmentNotFound());
        // A phone that lost the answer may ask again long after its key was forgotten: made at that very moment and of the same
        // content, it is the same one.
        if (await Same(session, shipment, request) is { } known)
            return Reply.Ok(known.ToContract(), WireJson.Default.Proof);
        if (await session.Number($"select count(*) from proofs p where p.shipment_seq = {shipment.Seq}") >= ProofsAtMost)
            throw new ProblemException(Problems.ProofsFull());
        var now = time.StoredNow();
        var proof = new ProofRow(
            Guid.CreateVersion7(now), request.At.ToStored(), now, Places.Tidy(request.Location), request.Signature, photoType,
            request.Photo?.Length ?? 0);
        await session.Execute($"""
            insert into proofs (id, shipment_seq, made_at, record_time, location, signature, photo_type, photo_size, photo)
            values ({proof.Id}, {shipment.Seq}, {proof.At}, {proof.RecordTime}, {Places.ToJson(proof.Location)},
                {ProofRow.ToJson(proof.Signature)}, {proof.PhotoType}, {proof.PhotoSize}, {request.Photo})
            """);
        await facts.Append(session, ShipmentFacts.Of(ProofAdded, shipment));
        return Reply.Created(proof.ToContract(), WireJson.Default.Proof, $"/api/v1/shipments/{id}/proofs");
    }

    private static async ValueTask<ProofRow?> Same(Session session, ShipmentRow shipment, AddProofRequest request)
    {
        var alike = await session.List<ProofRow>($"""
            select {ProofRow.Columns} from proofs p
            where p.shipment_seq = {shipment.Seq} and p.made_at = {request.At.ToStored()}
                and p.photo_size = {request.Photo?.Length ?? 0}
            """);
        var (location, signature) = (Places.Tidy(request.Location), ProofRow.ToJson(request.Signature));
        foreach (var proof in alike)
        {
            if (proof.Location == location
                && ProofRow.ToJson(proof.Signature) == signature
                && (request.Photo is null || await HasPhoto(session, proof, request.Photo)))
                return proof;
        }
        return null;
    }

    // The database compares, so that the photo need not be read.
    private static async ValueTask<bool> HasPhoto(Session session, ProofRow proof, byte[] photo) =>
        await session.Number($"select count(*) from proofs p where p.id = {proof.Id} and p.photo = {photo}") == 1;
}
