using Edge.Caching.Cdn;
using Edge.Caching.HttpCaching;
using Edge.Features.Tracking.Carriers;
using Edge.Features.Tracking.Demo;
using Edge.Features.Tracking.Events;
using Edge.Features.Tracking.Imports;
using Edge.Features.Tracking.Live;
using Edge.Features.Tracking.Proofs;
using Edge.Features.Tracking.PublicView;
using Edge.Features.Tracking.Shipments;
using Edge.Hosting;
using Edge.Hosting.Configuration;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.RateLimiting;
using Edge.Pipeline.SecurityHeaders;
using Edge.Shared.Contracts;
using Edge.Storage.Housekeeping;

namespace Edge.Features.Tracking;

internal static class TrackingModule
{
    // A thousand events with every text at its full length are 2 MB of ASCII.
    private const int MaxEventsBody = 4 * 1024 * 1024;

    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static WebApplicationBuilder AddTracking(this WebApplicationBuilder builder, Settings settings)
    {
        builder.Services
            .AddSingleton(TrackingOptions.Read(settings))
            .AddSingleton(ShipmentFacts.Tags)
            .AddSingleton<PublicViews>()
            .AddSingleton(services => services.GetRequiredService<PublicViews>().Family)
            .AddSingleton<CarrierAnswers>()
            .AddSingleton(services => services.GetRequiredService<CarrierAnswers>().Family)
            .AddSingleton<ShipmentStore>()
            .AddSingleton<EventStore>()
            .AddSingleton<EventBatches>()
            .AddSingleton<AddProof>()
            .AddSingleton<ImportStore>()
            .AddSingleton<Importer>()
            .AddSingleton<DemoSeeder>()
            .AddSingleton<RetentionStore>()
            .AddLogger<RetentionStore>()
            .AddSingleton<EventPartitionStore>()
            .AddLogger<EventPartitionStore>()
            .AddHostedService(services => services.GetRequiredService<EventPartitionStore>())
            .AddChore<ImportStore>("imports", (imports, cancellation) => imports.Prune(cancellation))
            .AddChore<RetentionStore>("retention", (retention, cancellation) => retention.Run(cancellation))
            .AddChore<EventPartitionStore>("event partitions", (partitions, cancellation) => partitions.Tend(cancellation))
            .AddSingleton<PublicPathStore>()
            .AddPublicPaths(static (services, subjects, cancellation) =>
                services.GetRequiredService<PublicPathStore>().PathsOf(subjects, cancellation))
            .AddSingleton(LiveOptions.Read(settings))
            .AddSingleton<LiveAudience>()
            .AddSingleton<LiveRightStore>()
            .AddSingleton<LiveAnswer>()
            .AddHostedService<LiveWorker>()
            .AddSingleton<FlagWorker>()
            .AddLogger<FlagWorker>()
            .AddHostedService(services => services.GetRequiredService<FlagWorker>());
        return builder;
    }

    public static void MapTracking(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").LimitedByMethod();
        api.MapCarriers();
        MapShipments(api.MapGroup("/shipments").RequirePermission(Permission.ShipmentsRead));
        api.MapPost("/events", AppendEvents.Handle).WithName(nameof(AppendEvents)).Produces<AppendEventsResponse>()
            .RequirePermission(Permission.EventsWrite).TakesUpTo(MaxEventsBody).Cached(CachePolicy.NoStore);
        MapPublicView(app);
    }

    private static void MapPublicView(IEndpointRouteBuilder app)
    {
        var parcels = app.MapGroup("/s").AllowAnyone().LimitedByMethod().WithSecretPath();
        parcels.MapMethods("/{token}.json", Read, GetPublicShipment.Handle).WithName(nameof(GetPublicShipment))
            .Produces<PublicShipment>().Cached(CachePolicy.Shared);
        parcels.MapMethods("/{token}/live", Read, WatchPublicShipment.Handle).WithName(nameof(WatchPublicShipment)).Streams();
        parcels.MapPost("/{token}/details", UnlockDetails.Handle).WithName(nameof(UnlockDetails)).Produces<PublicDetails>()
            .Limited(RateLimit.Details).Cached(CachePolicy.NoStore);
        parcels.MapPost("/{token}/proofs", UnlockProofs.Handle).WithName(nameof(UnlockProofs)).Produces<PublicProofList>()
            .Limited(RateLimit.Details).Cached(CachePolicy.NoStore);
        app.MapPost("/api/v1/follow", FollowShipment.Handle).WithName(nameof(FollowShipment)).Produces<Followed>()
            .AllowAnyone().Limited(RateLimit.Follow).Cached(CachePolicy.NoStore);
    }

    // How long a page stayed open says nothing about how fast it was answered.
    private static void Streams(this RouteHandlerBuilder route) =>
        route.Produces<string>(StatusCodes.Status200OK, "text/event-stream").Cached(CachePolicy.NoStore).DisableHttpMetrics();

    private static void MapImports(RouteGroupBuilder shipments)
    {
        shipments.MapPost("/import", ImportShipments.Handle).WithName(nameof(ImportShipments))
            .Accepts<string>("text/csv", "application/x-ndjson").Produces<ImportReport>()
            .RequirePermission(Permission.ImportsWrite).TakesUpTo(ImportShipments.MaxBody).Cached(CachePolicy.NoStore);
        shipments.MapMethods("/imports/{id}", Read, GetImport.Handle).WithName(nameof(GetImport)).Produces<ImportReport>()
            .RequirePermission(Permission.ImportsWrite).Cached(CachePolicy.Private);
    }

    private static void MapProofs(RouteGroupBuilder shipments)
    {
        shipments.MapPost("/{id:guid}/proofs", AddProof.Handle).WithName(nameof(AddProof))
            .Produces<Proof>(StatusCodes.Status201Created).Produces<Proof>()
            .RequirePermission(Permission.EventsWrite).TakesUpTo(AddProof.MaxBody).Cached(CachePolicy.NoStore);
        shipments.MapMethods("/{id:guid}/proofs", Read, ListProofs.Handle).WithName(nameof(ListProofs)).Cached(CachePolicy.Private);
        shipments.MapMethods("/{id:guid}/proofs/{proof:guid}/photo", Read, GetProofPhoto.Handle).WithName(nameof(GetProofPhoto))
            .Produces<byte[]>(StatusCodes.Status200OK, "image/webp", "image/avif", "image/jpeg").Cached(CachePolicy.Private);
    }

    private static void MapShipments(RouteGroupBuilder shipments)
    {
        MapImports(shipments);
        MapProofs(shipments);
        shipments.MapPost("/", CreateShipment.Handle).WithName(nameof(CreateShipment))
            .Produces<Shipment>(StatusCodes.Status201Created)
            .RequirePermission(Permission.ShipmentsWrite).Cached(CachePolicy.NoStore);
        shipments.MapMethods("/", Read, ListShipments.Handle).WithName(nameof(ListShipments)).Cached(CachePolicy.Private);
        shipments.MapMethods("/{id:guid}", Read, GetShipment.Handle).WithName(nameof(GetShipment)).Cached(CachePolicy.Private);
        shipments.MapMethods("/{id:guid}/live", Read, WatchShipment.Handle).WithName(nameof(WatchShipment)).Streams();
        shipments.MapPut("/{id:guid}", UpdateShipment.Handle).WithName(nameof(UpdateShipment)).Produces<Shipment>()
            .RequirePermission(Permission.ShipmentsWrite).Cached(CachePolicy.NoStore);
        shipments.MapPost("/{id:guid}/archive", ArchiveShipment.Handle).WithName(nameof(ArchiveShipment)).Produces<Shipment>()
            .RequirePermission(Permission.ShipmentsWrite).Cached(CachePolicy.NoStore);
        shipments.MapPost("/{id:guid}/events", AppendEvent.Handle).WithName(nameof(AppendEvent))
            .Produces<AppendedEvent>(StatusCodes.Status201Created).Produces<AppendedEvent>()
            .RequirePermission(Permission.EventsWrite).Cached(CachePolicy.NoStore);
        shipments.MapMethods("/{id:guid}/events", Read, ListEvents.Handle).WithName(nameof(ListEvents)).Cached(CachePolicy.Private);
    }
}
