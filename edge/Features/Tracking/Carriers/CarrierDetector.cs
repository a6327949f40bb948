using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Carriers;

/// <summary>
/// Says which carriers may have issued a number. A format whose check digit is wrong is no candidate; when nothing is proven,
/// it becomes a hint at a typing error. The web app holds the same code in pwa/src/offline/carriers.
/// </summary>
internal static class CarrierDetector
{
    private const int Shape = 1 << 16;

    /// <summary>Candidates, best first: proven ones, then those whose shape prescribes more, then the commoner carrier.</summary>
    /// <param name="text">As typed or normalised; one that is no tracking number gives an empty answer.</param>
    internal static CarrierDetection Detect(string text)
    {
        if (!TrackingNumber.TryParse(text, out var parsed, out _))
            return new CarrierDetection("", [], []);
        var number = parsed.Value;
        Span<int> ranks = stackalloc int[CarrierTable.Formats.Length];
        var count = 0;
        var failed = 0ul;
        for (var i = 0; i < CarrierTable.Formats.Length; i++)
        {
            var format = CarrierTable.Formats[i];
            if (!NumberShape.Fits(format.Shape, number, out var fit))
                continue;
            var proven = format.HasCheck && IsProven(format, number, fit);
            if (format.HasCheck && !proven)
                failed |= 1ul << i;
            else
                ranks[count++] = (proven ? 0 : Shape) | (TrackingNumber.MaxLength - fit.Fixed) << 8 | i;
        }

        ranks = ranks[..count];
        ranks.Sort();
        var isProven = count > 0 && ranks[0] < Shape;
        return new CarrierDetection(number, Candidates(number, ranks), isProven ? [] : TypoHints.For(number, failed));
    }

    internal static bool IsProven(CarrierFormat format, ReadOnlySpan<char> number, in ShapeFit fit) =>
        CheckDigit.Fits(format.Check, number[fit.SerialStart..fit.SerialEnd], number[fit.Check]);

    private static CarrierCandidate[] Candidates(string number, ReadOnlySpan<int> ranks)
    {
        var candidates = new CarrierCandidate[ranks.Length];
        for (var i = 0; i < ranks.Length; i++)
        {
            var format = CarrierTable.Formats[ranks[i] & 0xFF];
            var carrier = CarrierTable.Carriers[format.Carrier];
            candidates[i] = new CarrierCandidate(
                carrier.Id,
                carrier.Name,
                format.Id,
                format.HasCheck ? DetectionProof.CheckDigit : DetectionProof.Shape,
                Reason(format, number),
                CarrierCatalog.TrackingUrl(carrier, number));
        }

        return candidates;
    }

    private static string Reason(CarrierFormat format, string number)
    {
        if (!format.HasCheck)
            return $"Only the shape fits {format.Name}, which has no check digit.";
        NumberShape.Fits(format.Shape, number, out var fit);
        if (fit.Lookup < 0 || CarrierTable.Lookups[fit.Lookup].Says is not { } says)
            return $"The check digit fits {format.Name}.";
        return $"The check digit fits {format.Name}, {says.Replace("{value}", number[fit.LookedUp], StringComparison.Ordinal)}.";
    }
}
