using System.Buffers.Text;
using System.Security.Cryptography;
using Edge.Features.Tracking.Carriers;
using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Shipments;

internal static class NewShipment
{
    private const string OtherCarrier = "other";
    private const string ToldByCaller = "api";

    // 144 random bits: a token cannot be guessed, so it may stand for a right to look.
    private const int TokenBytes = 18;

    /// <param name="request">One that <see cref="ShipmentRules"/> finds no fault with.</param>
    public static ShipmentRow From(CreateShipmentRequest request, long organisation, DateTimeOffset now)
    {
        if (!TrackingNumber.TryParse(request.Number, out var number, out var fault))
            throw new ArgumentException(fault, nameof(request));
        return new ShipmentRow
        {
            Organisation = organisation,
            Id = Guid.CreateVersion7(now),
            Token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes)),
            Carrier = request.Carrier ?? Detect(number.Value),
            Number = number.Value,
            NumberAsTyped = request.Number.Trim(),
            Reference = Places.Clean(request.Reference),
            Origin = Places.Tidy(request.Origin),
            Destination = Places.Tidy(request.Destination),
            Pieces = request.Pieces,
            WeightGrams = request.WeightGrams,
            Status = Status.Unknown,
            Eta = Stored(request.Eta),
            PromisedAt = request.PromisedAt?.ToStored(),
            CreatedAt = now,
            UpdatedAt = now,
            FreshAsOf = now,
        };
    }

    public static Eta? Stored(Eta? eta) =>
        eta is null ? null : new Eta(eta.From.ToStored(), eta.Through.ToStored(), Places.Clean(eta.Source) ?? ToldByCaller);

    private static string Detect(string number) =>
        CarrierDetector.Detect(number).Candidates is [var best, ..] ? best.Carrier : OtherCarrier;
}
