using Edge.Hosting.Endpoints;
using Edge.Pipeline.RateLimiting;
using Edge.Shared.Contracts;

namespace Edge.Features.ApiKeys;

internal static class ApiKeysModule
{
    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static void MapApiKeys(this IEndpointRouteBuilder app)
    {
        var keys = app.MapGroup("/api/v1/api-keys").RequirePermission(Permission.ApiKeysManage).LimitedByMethod();
        keys.MapMethods("", Read, ListApiKeys.Handle).WithName(nameof(ListApiKeys));
        keys.MapPost("", IssueApiKey.Handle).WithName(nameof(IssueApiKey)).Produces<IssuedApiKey>(StatusCodes.Status201Created);
        keys.MapDelete("/{id}", RevokeApiKey.Handle).WithName(nameof(RevokeApiKey));
    }
}
