namespace Edge.Shared.Contracts;

/// <summary>A place: any subset of the parts may be known.</summary>
/// <param name="Name">Person, company, depot or street line; at most 200 characters.</param>
/// <param name="City">At most 100 characters.</param>
/// <param name="Postcode">As written on the label; at most 20 characters.</param>
/// <param name="Country">ISO 3166-1 alpha-2, upper case.</param>
/// <param name="Lat">Degrees north, -90 to 90 (WGS 84); given together with <paramref name="Lon"/>.</param>
/// <param name="Lon">Degrees east, -180 to 180 (WGS 84).</param>
public sealed record Location(
    string? Name = null, string? City = null, string? Postcode = null, string? Country = null, double? Lat = null, double? Lon = null);

/// <summary>When the parcel is expected, as a window. <paramref name="Source"/> names who said so, as "carrier", "api" or "event".</summary>
public sealed record Eta(DateTimeOffset From, DateTimeOffset Through, string? Source = null);

/// <summary>Who took the parcel, and when. Shown publicly only after the postcode challenge.</summary>
public sealed record ProofOfDelivery(string? ReceivedBy = null, string? Note = null, DateTimeOffset? At = null);

/// <summary>Why the status is what it is: the event that set it, and the mapping rule that read the event.</summary>
/// <param name="EventId">Null while no event has been seen.</param>
/// <param name="Rule">A rule of shared/carriers.json such as "ups.D", "given" (the event named its status), or "none".</param>
public sealed record StatusExplanation(Guid? EventId, string Rule);

/// <summary>One parcel on its way, as its operator sees it. <c>Version</c> is the ETag of the resource.</summary>
/// <param name="Id">UUID version 7 (RFC 9562).</param>
/// <param name="Token">Unguessable public name; the public view is at <c>/s/{token}</c>.</param>
/// <param name="Carrier">Id from <c>GET /api/v1/carriers</c>, or "other".</param>
/// <param name="Number">Tracking number, normalised: upper case, without blanks and punctuation.</param>
/// <param name="NumberAsTyped">The number as it came in.</param>
/// <param name="WeightGrams">Gross weight in grams.</param>
/// <param name="FreshAsOf">When the last word about this parcel was recorded.</param>
public sealed record Shipment(
    Guid Id,
    string Token,
    string Carrier,
    string Number,
    string NumberAsTyped,
    string? Reference,
    Location? Origin,
    Location? Destination,
    int? Pieces,
    long? WeightGrams,
    Status Status,
    string? SubStatus,
    string? Reason,
    IReadOnlyList<ShipmentFlag> Flags,
    StatusExplanation Explanation,
    Eta? Eta,
    DateTimeOffset? PromisedAt,
    DateTimeOffset? DeliveredAt,
    ProofOfDelivery? ProofOfDelivery,
    long Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset FreshAsOf,
    DateTimeOffset? ArchivedAt);

/// <summary>
/// A page of shipments. <paramref name="Next"/> is the cursor of the following page, null on the last one. A page may hold fewer than the
/// limit, or none, and yet not be the last: go on as long as there is a next.
/// </summary>
public sealed record ShipmentPage(IReadOnlyList<Shipment> Items, string? Next);

/// <summary>A new shipment. Without <paramref name="Carrier"/> the service detects it from the number; "other" when nothing fits.</summary>
public sealed record CreateShipmentRequest(
    string Number,
    string? Carrier = null,
    string? Reference = null,
    Location? Origin = null,
    Location? Destination = null,
    int? Pieces = null,
    long? WeightGrams = null,
    Eta? Eta = null,
    DateTimeOffset? PromisedAt = null);

/// <summary>Replaces the editable details of a shipment (PUT): what is absent is cleared. Needs <c>If-Match</c>.</summary>
public sealed record UpdateShipmentRequest(
    string? Reference = null,
    Location? Origin = null,
    Location? Destination = null,
    int? Pieces = null,
    long? WeightGrams = null,
    Eta? Eta = null,
    DateTimeOffset? PromisedAt = null,
    ProofOfDelivery? ProofOfDelivery = null);
