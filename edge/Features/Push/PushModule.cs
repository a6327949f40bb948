using Edge.Caching.HttpCaching;
using Edge.Features.Push.Delivery;
using Edge.Features.Push.Subscriptions;
using Edge.Features.Push.Vapid;
using Edge.Hosting;
using Edge.Hosting.Configuration;
using Edge.Hosting.Endpoints;
using Edge.Hosting.Http;
using Edge.Pipeline.RateLimiting;
using Edge.Storage.Housekeeping;

namespace Edge.Features.Push;

internal static class PushModule
{
    private const int LargestBody = 8 * 1024;

    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddPush(this IServiceCollection services, Settings settings)
    {
        var options = PushOptions.Read(settings, HostingOptions.ReadProfile(settings));
        return services
            .AddSingleton(options)
            .AddSingleton(provider => new HttpPool(provider.GetRequiredService<TimeProvider>(), options.Services.MayReach))
            .AddSingleton<VapidKeyStore>()
            .AddSingleton(new SubscriptionRules(options.Services))
            .AddSingleton<SubscriptionStore>()
            .AddSingleton<FanOutStore>()
            .AddSingleton<FanOut>()
            .AddSingleton<MessageStore>()
            .AddSingleton<PushMetrics>()
            .AddSingleton<PushSender>()
            .AddLogger<PushSender>()
            .AddSingleton<PushWorker>()
            .AddLogger<PushWorker>()
            .AddHostedService(provider => provider.GetRequiredService<PushWorker>())
            .AddChore<SubscriptionStore>("subscriptions", (store, cancellation) => store.Prune(cancellation))
            .AddChore<MessageStore>("push figures", (store, cancellation) => store.ForgetCounts(cancellation));
    }

    public static void MapPush(this IEndpointRouteBuilder app)
    {
        var subscriptions = app.MapGroup("/api/v1/subscriptions").AllowAnyone().Limited(RateLimit.Subscribe).Cached(CachePolicy.NoStore)
            .TakesUpTo(LargestBody);
        subscriptions.MapMethods("/key", Read, GetSubscriptionKey.Handle).WithName(nameof(GetSubscriptionKey));
        subscriptions.MapPut("", SaveSubscription.Handle).WithName(nameof(SaveSubscription));
        subscriptions.MapPost("/find", FindSubscriptions.Handle).WithName(nameof(FindSubscriptions));
        subscriptions.MapPost("/remove", RemoveSubscriptions.Handle).WithName(nameof(RemoveSubscriptions));
        subscriptions.MapPost("/renew", RenewSubscription.Handle).WithName(nameof(RenewSubscription));
        app.MapMethods("/api/v1/admin/subscriptions", Read, GetPushReport.Handle).WithName(nameof(GetPushReport))
            .RequirePermission(Permission.CacheManage).Limited(RateLimit.Read).Cached(CachePolicy.NoStore);
    }
}
