using Edge.Features.SignIn.Challenges;
using Edge.Features.SignIn.Links;
using Edge.Features.SignIn.Passkeys;
using Edge.Features.SignIn.Sessions;
using Edge.Features.SignIn.Wallets;
using Edge.Hosting.Configuration;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.RateLimiting;

namespace Edge.Features.SignIn;

internal static class SignInModule
{
    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddSignIn(this IServiceCollection services, Settings settings) => services
            .AddSingleton<SessionStore>()
            .AddSingleton<MeStore>()
            .AddSingleton<ChallengeCookie>()
            .AddSingleton<SignInChallenges>()
            .AddSingleton<LinkStore>()
            .AddSingleton<SignInLinks>()
            .AddPasskeys()
            .AddWallets(settings);

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        var session = app.MapGroup("/api/v1/session").AllowAnyone().LimitedByMethod();
        session.MapPost("", CreateSession.Handle).WithName(nameof(CreateSession)).Limited(RateLimit.SignIn);
        session.MapMethods("", Read, GetSession.Handle).WithName(nameof(GetSession));
        session.MapDelete("", DeleteSession.Handle).WithName(nameof(DeleteSession));
        var sessions = app.MapGroup("/api/v1/sessions").RequireSession().LimitedByMethod();
        sessions.MapMethods("", Read, ListSessions.Handle).WithName(nameof(ListSessions));
        sessions.MapDelete("", RevokeOtherSessions.Handle).WithName(nameof(RevokeOtherSessions));
        sessions.MapDelete("/{id}", RevokeSession.Handle).WithName(nameof(RevokeSession));
        app.MapPasskeys();
        session.MapWallets();
    }
}
