using Edge.Caching.HttpCaching;
using Edge.Features.SignIn.Sessions;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authentication;
using Edge.Pipeline.RateLimiting;
using Edge.Shared.Contracts;

namespace Edge.Features.SignIn.Wallets;

/// <summary>Exchanges a challenge that a user's wallet has signed for a session. A wallet that was not linked before lets nobody in.</summary>
internal static class SignInWithWallet
{
    public static async Task<JsonAnswer<Me>> Handle(
        WalletSignInRequest request, HttpContext http, Limits limits, WalletProofs proofs, WalletStore wallets, SessionCookie cookie, MeStore me)
    {
        var claim = proofs.Read(http, request.Chain, request.Message, request.Signature, WalletPurpose.SignIn);
        if (limits.TryToSignIn(http) is { } refusal)
            throw new ProblemException(refusal);
        var wallet = await proofs.Verify(claim, http.RequestAborted);
        var opened = NewSession.For(http, cookie);
        var caller = await wallets.SignIn(wallet, opened, http.RequestAborted) ?? throw new ProblemException(Problems.WalletUnknown());
        cookie.Send(http.Response, opened.Id);
        return Answers.Ok(await me.Of(caller, http.RequestAborted), WireJson.Default.Me);
    }
}
