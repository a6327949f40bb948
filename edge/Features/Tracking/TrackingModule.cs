using Edge.Caching.HttpCaching;
using Edge.Features.Tracking.Carriers;
using Edge.Features.Tracking.Events;
using Edge.Features.Tracking.Shipments;
using Edge.Hosting.Configuration;
using Edge.Hosting.Endpoints;

namespace Edge.Features.Tracking;

internal static class TrackingModule
{
    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static WebApplicationBuilder AddTracking(this WebApplicationBuilder builder, Settings settings)
    {
        builder.Services
            .AddSingleton(TrackingOptions.Read(settings))
            .AddSingleton<ShipmentStore>()
            .AddSingleton<EventStore>()
            .AddSingleton<EventBatches>()
            .AddSingleton<FlagWorker>()
            .AddHostedService(services => services.GetRequiredService<FlagWorker>());
        return builder;
    }

    public static void MapTracking(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1");
        api.MapCarriers();
        MapShipments(api.MapGroup("/shipments").RequirePermission(Permission.ShipmentsRead));
        api.MapPost("/events", AppendEvents.Handle).WithName(nameof(AppendEvents))
            .RequirePermission(Permission.EventsWrite).Cached(CachePolicy.NoStore);
    }

    private static void MapShipments(RouteGroupBuilder shipments)
    {
        shipments.MapPost("/", CreateShipment.Handle).WithName(nameof(CreateShipment))
            .RequirePermission(Permission.ShipmentsWrite).Cached(CachePolicy.NoStore);
        shipments.MapMethods("/", Read, ListShipments.Handle).WithName(nameof(ListShipments)).Cached(CachePolicy.Private);
        shipments.MapMethods("/{id:guid}", Read, GetShipment.Handle).WithName(nameof(GetShipment)).Cached(CachePolicy.Private);
        shipments.MapPut("/{id:guid}", UpdateShipment.Handle).WithName(nameof(UpdateShipment))
            .RequirePermission(Permission.ShipmentsWrite).Cached(CachePolicy.NoStore);
        shipments.MapPost("/{id:guid}/archive", ArchiveShipment.Handle).WithName(nameof(ArchiveShipment))
            .RequirePermission(Permission.ShipmentsWrite).Cached(CachePolicy.NoStore);
        shipments.MapPost("/{id:guid}/events", AppendEvent.Handle).WithName(nameof(AppendEvent))
            .RequirePermission(Permission.EventsWrite).Cached(CachePolicy.NoStore);
        shipments.MapMethods("/{id:guid}/events", Read, ListEvents.Handle).WithName(nameof(ListEvents)).Cached(CachePolicy.Private);
    }
}
