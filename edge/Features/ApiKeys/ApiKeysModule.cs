using Edge.Hosting;
using Edge.Hosting.Configuration;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.RateLimiting;
using Edge.Shared.Contracts;
using Edge.Storage.Housekeeping;

namespace Edge.Features.ApiKeys;

internal static class ApiKeysModule
{
    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddApiKeys(this IServiceCollection services, Settings settings) => services
        .AddSingleton(ApiKeyOptions.Read(settings))
        .AddSingleton<ApiKeyStore>()
        .AddSingleton<ExpiryReminderStore>()
        .AddSingleton<ExpiryReminders>()
        .AddLogger<ExpiryReminders>()
        .AddChore<ApiKeyStore>("rotated secrets", (store, cancellation) => store.Prune(cancellation))
        .AddChore<ExpiryReminders>("reminders of API keys", async (reminders, cancellation) =>
        {
            // It removes nothing, and says itself what it has done.
            await reminders.Remind(cancellation);
            return 0;
        });

    public static void MapApiKeys(this IEndpointRouteBuilder app)
    {
        _ = app.ServiceProvider.GetRequiredService<ExpiryReminders>(); // so that its gauge is there before the first hour
        var keys = app.MapGroup("/api/v1/api-keys").RequirePermission(Permission.ApiKeysManage).LimitedByMethod();
        keys.MapMethods("", Read, ListApiKeys.Handle).WithName(nameof(ListApiKeys));
        keys.MapPost("", IssueApiKey.Handle).WithName(nameof(IssueApiKey)).Produces<IssuedApiKey>(StatusCodes.Status201Created);
        keys.MapMethods("/{id}", Read, GetApiKey.Handle).WithName(nameof(GetApiKey)).Produces<ApiKey>();
        keys.MapPut("/{id}", ChangeApiKey.Handle).WithName(nameof(ChangeApiKey)).Produces<ApiKey>();
        keys.MapPost("/{id}/rotate", RotateApiKey.Handle).WithName(nameof(RotateApiKey));
        keys.MapDelete("/{id}", RevokeApiKey.Handle).WithName(nameof(RevokeApiKey));
        keys.MapMethods("/{id}/usage", Read, GetApiKeyUsage.Handle).WithName(nameof(GetApiKeyUsage));
    }
}
