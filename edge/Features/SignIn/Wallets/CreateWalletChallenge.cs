using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Features.SignIn.Wallets;

/// <summary>Gives a wallet what it has to sign to be linked to the caller. It is of no use for signing in, nor to another user.</summary>
internal static class CreateWalletChallenge
{
    public static JsonAnswer<WalletChallenge> Handle(WalletChallengeRequest request, HttpContext http, WalletProofs proofs) =>
        Answers.Ok(proofs.Ask(http, request, WalletPurpose.LinkTo(http.Caller().User!.Value)), WireJson.Default.WalletChallenge);
}
