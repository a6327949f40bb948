using Edge.Hosting.Endpoints;
using Edge.Pipeline.RateLimiting;
using Edge.Shared.Contracts;

namespace Edge.Features.SignIn.Passkeys;

internal static class PasskeysModule
{
    // A statement about the device, which was not asked for but may come, has a few kB of certificates.
    private const int LargestBody = 32 * 1024;

    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddPasskeys(this IServiceCollection services) => services
        .AddSingleton<PasskeyCeremony>()
        .AddSingleton<PasskeyStore>();

    public static void MapPasskeys(this IEndpointRouteBuilder app)
    {
        var signIn = app.MapGroup("/api/v1/session/passkey").AllowAnyone().TakesUpTo(LargestBody);
        signIn.MapPost("/challenge", ChallengePasskeys.Handle).WithName(nameof(ChallengePasskeys)).Limited(RateLimit.Write);
        signIn.MapPost("", SignInWithPasskey.Handle).WithName(nameof(SignInWithPasskey)).Limited(RateLimit.SignIn);
        var passkeys = app.MapGroup("/api/v1/session/passkeys").RequireSession().LimitedByMethod().TakesUpTo(LargestBody);
        passkeys.MapMethods("", Read, ListPasskeys.Handle).WithName(nameof(ListPasskeys));
        passkeys.MapPost("/challenge", ChallengeNewPasskey.Handle).WithName(nameof(ChallengeNewPasskey));
        passkeys.MapPost("", AddPasskey.Handle).WithName(nameof(AddPasskey)).Produces<Passkey>(StatusCodes.Status201Created);
        passkeys.MapPut("/{id:guid}", RenamePasskey.Handle).WithName(nameof(RenamePasskey));
        passkeys.MapDelete("/{id:guid}", RemovePasskey.Handle).WithName(nameof(RemovePasskey));
    }
}
