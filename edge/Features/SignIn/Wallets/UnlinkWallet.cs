using Edge.Features.SignIn.Sessions;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Edge.Features.SignIn.Wallets;

/// <summary>Takes a wallet's way in away, and gives the session a new id. Other sessions that it has opened go on until they are ended.</summary>
internal static class UnlinkWallet
{
    public static async Task<NoContent> Handle(Guid id, HttpContext http, WalletStore wallets, SessionCookie cookie)
    {
        var renewed = NewSession.For(http, cookie);
        await wallets.Unlink(http.Caller().User!.Value, id, renewed, http.RequestAborted);
        cookie.Send(http.Response, renewed.Id);
        return TypedResults.NoContent();
    }
}
