namespace Edge.Shared.Contracts;

/// <summary>What shows that a parcel was handed over: a photo, a signature, or both.</summary>
/// <param name="At">When it was handed over; RFC 3339 with offset, at most one day in the future.</param>
/// <param name="Photo">WebP, AVIF or JPEG in base64, at most 200,000 bytes; the bytes themselves say which of them it is.</param>
/// <param name="Signature">
/// The strokes of a pen, each as x, y, x, y ... in whole numbers: x from 0 to 1000, y from 0 to 500. At most 100 strokes and 4,000 points.
/// </param>
/// <param name="Location">Where it was handed over.</param>
public sealed record AddProofRequest(
    DateTimeOffset At, byte[]? Photo = null, IReadOnlyList<IReadOnlyList<int>>? Signature = null, Location? Location = null);

/// <summary>A proof as it is kept. Its photo is at <c>/api/v1/shipments/{id}/proofs/{proof}/photo</c>.</summary>
/// <param name="RecordTime">When this service stored it.</param>
/// <param name="PhotoType">"image/webp", "image/avif" or "image/jpeg"; null without a photo.</param>
/// <param name="PhotoSize">In bytes; 0 without a photo.</param>
public sealed record Proof(
    Guid Id,
    DateTimeOffset At,
    DateTimeOffset RecordTime,
    Location? Location,
    IReadOnlyList<IReadOnlyList<int>>? Signature,
    string? PhotoType,
    int PhotoSize);

/// <summary>The proofs of a shipment, oldest first; ten at the most.</summary>
public sealed record ProofList(IReadOnlyList<Proof> Items);

/// <summary>A proof as the postcode challenge opens it.</summary>
/// <param name="Photo">In base64.</param>
public sealed record PublicProof(
    DateTimeOffset At, IReadOnlyList<IReadOnlyList<int>>? Signature, string? PhotoType, byte[]? Photo);

/// <summary>The newest proofs of a parcel, newest first; two at the most.</summary>
public sealed record PublicProofList(IReadOnlyList<PublicProof> Items);
