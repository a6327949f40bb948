using Edge.Hosting.Endpoints;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Edge.Features.SignIn.Wallets;

/// <summary>Takes a wallet's way in away. Sessions that it has opened go on until they are ended.</summary>
internal static class UnlinkWallet
{
    public static async Task<NoContent> Handle(Guid id, HttpContext http, WalletStore wallets, CancellationToken cancellation)
    {
        await wallets.Unlink(http.Caller().User!.Value, id, cancellation);
        return TypedResults.NoContent();
    }
}
