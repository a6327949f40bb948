using Edge.Caching.HttpCaching;
using Edge.Features.SignIn.Sessions;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authentication;
using Edge.Shared.Contracts;

namespace Edge.Features.SignIn.Wallets;

/// <summary>Lets the caller sign in with one more wallet, and gives the session a new id. Linking one's own again changes nothing.</summary>
internal static class LinkWallet
{
    private const int MaxNameLength = 60;

    public static async Task<JsonAnswer<Wallet>> Handle(
        LinkWalletRequest request, HttpContext http, WalletProofs proofs, WalletStore wallets, SessionCookie cookie)
    {
        var user = http.Caller().User!.Value;
        var name = request.Name is null ? request.Chain.ToString() : Names.Checked(request.Name, MaxNameLength);
        var claim = proofs.Read(http, request.Chain, request.Message, request.Signature, WalletPurpose.LinkTo(user));
        var proven = await proofs.Verify(claim, http.RequestAborted);
        var renewed = NewSession.For(http, cookie);
        var linked = await wallets.Link(user, proven, name, renewed, http.RequestAborted);
        if (linked.IsNew)
            cookie.Send(http.Response, renewed.Id);
        return Answers.Ok(linked.Wallet, WireJson.Default.Wallet);
    }
}
