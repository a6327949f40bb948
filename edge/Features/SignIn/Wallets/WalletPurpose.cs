namespace Edge.Features.SignIn.Wallets;

/// <summary>What a wallet signs for. A message for one purpose is of no use for another, nor for another user.</summary>
/// <param name="Word">What the challenge is bound to.</param>
/// <param name="Statement">What the wallet shows to its owner: reserved and unreserved characters of RFC 3986, and blanks (EIP-4361).</param>
internal sealed record WalletPurpose(string Word, string Statement)
{
    public static WalletPurpose SignIn { get; } = new("wallet-sign-in", "Sign in to Edge. This moves nothing and costs nothing.");

    public static WalletPurpose LinkTo(Guid user) =>
        new($"wallet-link:{user}", "Let this wallet sign in to my account at Edge. This moves nothing and costs nothing.");
}
