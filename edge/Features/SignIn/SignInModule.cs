using Edge.Hosting.Endpoints;
using Edge.Pipeline.RateLimiting;

namespace Edge.Features.SignIn;

internal static class SignInModule
{
    public static IServiceCollection AddSignIn(this IServiceCollection services) =>
        services.AddSingleton<SignInStore>().AddSingleton<SignInLinks>();

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        var session = app.MapGroup("/api/v1/session").AllowAnyone();
        session.MapPost("", CreateSession.Handle).WithName(nameof(CreateSession)).Limited(RateLimit.SignIn);
        session.MapGet("", GetSession.Handle).WithName(nameof(GetSession)).Limited(RateLimit.Read);
        session.MapDelete("", DeleteSession.Handle).WithName(nameof(DeleteSession)).Limited(RateLimit.Write);
    }
}
