using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Proofs;

/// <summary>What a proof must be like.</summary>
internal static class ProofRules
{
    public const int PhotoBytes = 200_000;
    private const int Strokes = 100;
    private const int Numbers = 8000;
    private const int Width = 1000;
    private const int Height = 500;
    private static readonly TimeSpan ClockSkew = TimeSpan.FromDays(1);

    /// <param name="photoType">What the photo's bytes say that it is; null when there is none, or it is nothing that is taken.</param>
    public static FieldFaults Of(AddProofRequest request, DateTimeOffset now, out string? photoType)
    {
        var faults = new FieldFaults();
        photoType = request.Photo is { } photo ? PhotoType.Of(photo) : null;
        faults.Moment("at", request.At, now + ClockSkew);
        if (request.Photo is null && request.Signature is null)
            faults.Add("photo", "Give a photo, a signature, or both.");
        if (request.Photo is { Length: > PhotoBytes })
            faults.Add("photo", $"At most {PhotoBytes} bytes.");
        else if (request.Photo is not null && photoType is null)
            faults.Add("photo", "WebP, AVIF or JPEG.");
        if (Fault(request.Signature) is { } fault)
            faults.Add("signature", fault);
        Places.Check(faults, "location", request.Location);
        return faults;
    }

    private static string? Fault(IReadOnlyList<IReadOnlyList<int>>? signature)
    {
        if (signature is null)
            return null;
        if (signature.Count is 0 or > Strokes)
            return $"1 to {Strokes} strokes.";
        var numbers = 0;
        foreach (var stroke in signature)
        {
            if (stroke is null || stroke.Count < 2 || stroke.Count % 2 != 0)
                return "A stroke is x, y, x, y ..., one point at least.";
            for (var i = 0; i < stroke.Count; i++)
            {
                if (stroke[i] < 0 || stroke[i] > (i % 2 == 0 ? Width : Height))
                    return $"x from 0 to {Width}, y from 0 to {Height}.";
            }
            numbers += stroke.Count;
        }
        return numbers > Numbers ? $"At most {Numbers / 2} points." : null;
    }
}
