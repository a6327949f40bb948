using Edge.Caching.HttpCaching;
using Edge.Shared.Contracts;

namespace Edge.Features.SignIn.Wallets;

/// <summary>Gives a wallet what it has to sign to sign in. Nothing is kept of it but a cookie in the browser that asks.</summary>
internal static class CreateChallenge
{
    public static JsonAnswer<WalletChallenge> Handle(WalletChallengeRequest request, HttpContext http, WalletProofs proofs) =>
        Answers.Ok(proofs.Ask(http, request, WalletPurpose.SignIn), WireJson.Default.WalletChallenge);
}
