using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Carriers;

/// <summary>A carrier of the table.</summary>
/// <param name="TrackingUrl">With <c>{number}</c>, or null when the carrier has no page to link to.</param>
internal sealed record CarrierRow(string Id, string Name, string? TrackingUrl);

/// <summary>One format of a carrier's numbers.</summary>
/// <param name="Carrier">Index into <see cref="CarrierTable.Carriers"/>.</param>
/// <param name="Shape">Alternatives joined by a bar, in the notation of shared/carriers.schema.json.</param>
internal sealed record CarrierFormat(int Carrier, string Id, string Name, string Shape, CheckRule Check = default)
{
    internal bool HasCheck => Check.Algorithm != CheckAlgorithm.None;
}

/// <summary>Words of one length, parted by blanks; <paramref name="Says"/> holds <c>{value}</c>.</summary>
internal sealed record CarrierLookup(string? Says, string Values);

internal enum CheckAlgorithm
{
    None,
    Mod10,
    Luhn,
    Mod7,
    S10,
    WeightedSum,
    Mod3736,
}

/// <param name="Weights">One digit each. Mod10: for even and for odd positions. WeightedSum: for every position.</param>
/// <param name="Prepend">Put before a serial number that does not begin with it.</param>
internal readonly record struct CheckRule(
    CheckAlgorithm Algorithm, string Weights = "", int Modulo1 = 0, int Modulo2 = 0, bool Reverse = false, string Prepend = "");

/// <summary>What a raw code of a carrier means. <paramref name="RuleId"/> is carrier.code in lower case.</summary>
internal sealed record StatusRule(
    Status Status, string? SubStatus, string? Reason, IReadOnlyList<ShipmentFlag> Flags, string RuleId);
