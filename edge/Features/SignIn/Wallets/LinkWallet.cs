using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Features.SignIn.Wallets;

/// <summary>Lets the caller sign in with one more wallet. Linking one's own again changes nothing.</summary>
internal static class LinkWallet
{
    private const int MaxNameLength = 60;

    public static async Task<JsonAnswer<Wallet>> Handle(
        LinkWalletRequest request, HttpContext http, WalletProofs proofs, WalletStore wallets, CancellationToken cancellation)
    {
        var user = http.Caller().User!.Value;
        var name = request.Name is null ? request.Chain.ToString() : Named(request.Name);
        var claim = proofs.Read(http, request.Chain, request.Message, request.Signature, WalletPurpose.LinkTo(user));
        var proven = await proofs.Verify(claim, cancellation);
        return Answers.Ok(await wallets.Link(user, proven, name, cancellation), WireJson.Default.Wallet);
    }

    private static string Named(string text)
    {
        var name = text.Trim();
        if (name.Length is > 0 and <= MaxNameLength && !Array.Exists(name.ToCharArray(), char.IsControl))
            return name;
        throw new ProblemException(Problems.Invalid(new Dictionary<string, string[]>
        {
            ["name"] = [$"1 to {MaxNameLength} characters, without control characters."],
        }));
    }
}
