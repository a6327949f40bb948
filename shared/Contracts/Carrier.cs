using System.Text.Json.Serialization;

namespace Edge.Shared.Contracts;

/// <summary>A carrier whose numbers are recognised. <paramref name="TrackingUrl"/> holds <c>{number}</c>.</summary>
public sealed record Carrier(string Id, string Name, string? TrackingUrl, IReadOnlyList<string> Formats);

public sealed record CarrierList(IReadOnlyList<Carrier> Items);

/// <summary>What speaks for a candidate: its check digit, or only its shape.</summary>
[JsonConverter(typeof(WireEnum<DetectionProof>))]
public enum DetectionProof
{
    CheckDigit,
    Shape,
}

/// <summary>One carrier that may have issued a number, best first.</summary>
/// <param name="Reason">In words, for people.</param>
public sealed record CarrierCandidate(
    string Carrier, string Name, string Format, DetectionProof Proof, string Reason, string? TrackingUrl);

/// <summary>A format whose shape fits but whose check digit does not.</summary>
/// <param name="Positions">Zero-based positions in the normalised number where a swap of two neighbours (position and the next) would repair it; empty when one digit is wrong.</param>
public sealed record TypoHint(string Carrier, string Format, string Hint, IReadOnlyList<int> Positions);

/// <summary>Ranked candidates for a number; never a guess dressed as a fact.</summary>
public sealed record CarrierDetection(string Number, IReadOnlyList<CarrierCandidate> Candidates, IReadOnlyList<TypoHint> Hints);
