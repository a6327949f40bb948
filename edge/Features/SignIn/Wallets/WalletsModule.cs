using Edge.Hosting.Configuration;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.RateLimiting;

namespace Edge.Features.SignIn.Wallets;

internal static class WalletsModule
{
    // A message is refused beyond 2,048 characters: what is larger is none.
    private const int MaxBodyBytes = 16 * 1024;

    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddWallets(this IServiceCollection services, Settings settings) => services
        .AddSingleton(WalletOptions.Read(settings))
        .AddSingleton<WalletTerms>()
        .AddSingleton<WalletProofs>()
        .AddSingleton<WalletStore>();

    /// <param name="session">The group of <c>/api/v1/session</c>, which anyone may call.</param>
    public static void MapWallets(this RouteGroupBuilder session)
    {
        session.MapPost("/challenge", CreateChallenge.Handle).WithName(nameof(CreateChallenge)).TakesUpTo(MaxBodyBytes);
        session.MapPost("/wallet", SignInWithWallet.Handle).WithName(nameof(SignInWithWallet)).Limited(RateLimit.SignIn).TakesUpTo(MaxBodyBytes);
        var wallets = session.MapGroup("/wallets").RequireSession();
        wallets.MapMethods("", Read, ListWallets.Handle).WithName(nameof(ListWallets));
        wallets.MapPost("", LinkWallet.Handle).WithName(nameof(LinkWallet)).TakesUpTo(MaxBodyBytes);
        wallets.MapPost("/challenge", CreateWalletChallenge.Handle).WithName(nameof(CreateWalletChallenge)).TakesUpTo(MaxBodyBytes);
        wallets.MapDelete("/{id:guid}", UnlinkWallet.Handle).WithName(nameof(UnlinkWallet));
    }
}
