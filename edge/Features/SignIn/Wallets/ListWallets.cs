using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Features.SignIn.Wallets;

/// <summary>The wallets with which the caller signs in, the first linked first.</summary>
internal static class ListWallets
{
    public static async Task<JsonAnswer<WalletList>> Handle(HttpContext http, WalletStore wallets, CancellationToken cancellation) =>
        Answers.Ok(await wallets.Of(http.Caller().User!.Value, cancellation), WireJson.Default.WalletList);
}
