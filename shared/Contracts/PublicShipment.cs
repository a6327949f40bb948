namespace Edge.Shared.Contracts;

/// <summary>What anyone who holds the token may see: status, city and time.</summary>
public sealed record PublicShipment(
    string Token,
    string Carrier,
    string CarrierName,
    string Number,
    string? CarrierUrl,
    Status Status,
    IReadOnlyList<ShipmentFlag> Flags,
    string? SubStatus,
    StatusExplanation Explanation,
    Eta? Eta,
    DateTimeOffset? PromisedAt,
    DateTimeOffset? DeliveredAt,
    string? DestinationCity,
    string? DestinationCountry,
    bool HasDetails,
    IReadOnlyList<PublicEvent> Events,
    DateTimeOffset FreshAsOf);

public sealed record PublicEvent(
    Guid Id,
    DateTimeOffset At,
    int? UtcOffset,
    Precision Precision,
    Classifier Classifier,
    Status Status,
    string? SubStatus,
    string? City,
    string? Country,
    bool Correction);

/// <summary>The postcode challenge: the destination's postcode opens the details of the public view.</summary>
public sealed record UnlockDetailsRequest(string Postcode);

/// <summary>What the postcode challenge opens.</summary>
public sealed record PublicDetails(Location? Origin, Location? Destination, string? Reference, int? Pieces, long? WeightGrams, ProofOfDelivery? ProofOfDelivery);

/// <summary>A number someone wants to follow. The postcode is asked for whenever the shipment has one.</summary>
public sealed record FollowRequest(string Number, string? Postcode = null);

/// <summary>The public token of a followed parcel and the path of its page.</summary>
public sealed record Followed(string Token, string Path);
