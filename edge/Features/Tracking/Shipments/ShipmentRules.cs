using Edge.Features.Tracking.Carriers;
using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Shipments;

/// <summary>What a shipment's details must be like, whichever way they come in.</summary>
internal static class ShipmentRules
{
    private const int ReferenceLength = 100;
    private const int EtaSourceLength = 32;
    private const int ReceivedByLength = 200;
    private const int NoteLength = 500;
    private const int MaxPieces = 100_000;
    private const long MaxWeightGrams = 1_000_000_000;

    public static FieldFaults Of(CreateShipmentRequest request)
    {
        var faults = new FieldFaults();
        if (!TrackingNumber.TryParse(request.Number, out _, out var fault))
            faults.Add("number", fault);
        if (request.Carrier is { } carrier && CarrierCatalog.Find(carrier) is null)
            faults.Add("carrier", "Not the id of a carrier; GET /api/v1/carriers lists them, and other stands for the rest.");
        Details(
            faults, request.Reference, request.Origin, request.Destination, request.Pieces, request.WeightGrams, request.Eta,
            request.PromisedAt);
        return faults;
    }

    public static FieldFaults Of(UpdateShipmentRequest request)
    {
        var faults = new FieldFaults();
        Details(
            faults, request.Reference, request.Origin, request.Destination, request.Pieces, request.WeightGrams, request.Eta,
            request.PromisedAt);
        Proof(faults, "proof_of_delivery", request.ProofOfDelivery);
        return faults;
    }

    public static void Proof(FieldFaults faults, string field, ProofOfDelivery? proof)
    {
        if (proof is null)
            return;
        faults.Text($"{field}.received_by", proof.ReceivedBy, ReceivedByLength);
        faults.Text($"{field}.note", proof.Note, NoteLength);
        faults.Moment($"{field}.at", proof.At);
    }

    /// <summary>A proof as it is stored; null when it says nothing.</summary>
    public static ProofOfDelivery? Tidy(ProofOfDelivery? proof)
    {
        if (proof is null)
            return null;
        var tidy = new ProofOfDelivery(Places.Clean(proof.ReceivedBy), Places.Clean(proof.Note), proof.At?.ToStored());
        return tidy == new ProofOfDelivery() ? null : tidy;
    }

    private static void Details(
        FieldFaults faults, string? reference, Location? origin, Location? destination, int? pieces, long? weightGrams, Eta? eta,
        DateTimeOffset? promisedAt)
    {
        faults.Text("reference", reference, ReferenceLength);
        Places.Check(faults, "origin", origin);
        Places.Check(faults, "destination", destination);
        faults.Range("pieces", pieces, 1, MaxPieces);
        faults.Range("weight_grams", weightGrams, 1, MaxWeightGrams);
        faults.Moment("promised_at", promisedAt);
        if (eta is null)
            return;
        faults.Moment("eta.from", eta.From);
        faults.Moment("eta.through", eta.Through);
        if (eta.From > eta.Through)
            faults.Add("eta.through", "Not before eta.from.");
        faults.Text("eta.source", eta.Source, EtaSourceLength);
    }
}
