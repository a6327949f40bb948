using System.Text.Json;
using Edge.Caching.HttpCaching;
using Edge.Caching.Rendered;
using Edge.Caching.TwoLevel;
using Edge.Features.Tracking.Events;
using Edge.Features.Tracking.Shipments;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Features.Tracking.PublicView;

/// <summary>A shipment and what anyone may see of it.</summary>
internal sealed record PublicView(ShipmentRow Shipment, PublicShipment Shown);

/// <summary>The public views as cached answers: rendered once for all who hold the token, and anew when the shipment has changed.</summary>
internal sealed class PublicViews
{
    private const string Prefix = "/s/";
    private const string Suffix = ".json";

    // A timeline longer than this is a loop of scans; its newest part tells enough.
    private const int MaxEvents = 200;

    private readonly Database database;
    private readonly Edition edition;

    public PublicViews(Database database, Edition edition)
    {
        this.database = database;
        this.edition = edition;
        Family = new CacheFamily("public-view", CachePolicy.Shared, new CacheSource(
            (key, cancellation) => Render(TokenOf(key), cancellation),
            value => ((RenderedAnswer)value).Encode(),
            found => RenderedAnswer.Decode(found, CachePolicy.Shared)));
    }

    public CacheFamily Family { get; }

    /// <summary>The path that the view of a token is asked for with.</summary>
    public static string KeyOf(string token) => $"{Prefix}{token}{Suffix}";

    /// <summary>What anyone may see of a shipment as it is now; null when no shipment has the token.</summary>
    public ValueTask<PublicView?> Read(string token, CancellationToken cancellation) =>
        database.Read(session => Find(session, token), cancellation);

    private async Task<Filled> Render(string token, CancellationToken cancellation)
    {
        if (await Read(token, cancellation) is not { } found)
            return Filled.Nothing;
        return RenderedAnswer.Render(
            JsonSerializer.SerializeToUtf8Bytes(found.Shown, WireJson.Default.PublicShipment),
            $"{found.Shipment.Version}{edition.Mark}",
            CachePolicy.Shared,
            [$"{ShipmentFacts.Noun}:{found.Shipment.Id}"],
            PublicLifetimes.Of(found.Shipment.Status));
    }

    private static async ValueTask<PublicView?> Find(Session session, string token)
    {
        if (await ShipmentStore.ByToken(session, token) is not { } shipment)
            return null;
        var events = await EventStore.Timeline(session, shipment, null, MaxEvents);
        return new PublicView(shipment, shipment.ToPublic(events));
    }

    private static string TokenOf(string key) => key[Prefix.Length..^Suffix.Length];
}
