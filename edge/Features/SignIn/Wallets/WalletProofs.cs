using Edge.Features.SignIn.Challenges;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Features.SignIn.Wallets;

/// <summary>A wallet that has proved to be there.</summary>
/// <param name="Address">In its one spelling.</param>
internal sealed record ProvenWallet(WalletChain Chain, string Address);

/// <summary>Gives wallets something to sign, and makes of what they have signed the wallet that has.</summary>
internal sealed class WalletProofs(WalletTerms terms, SignInChallenges challenges)
{
    private const string AddressFault = "An address with its checksum (EIP-55), or in base58.";
    private const string SignatureFault =
        "The 65 bytes of personal_sign as 0x and digits, or the 64 of Ed25519 in base64. Contract wallets (EIP-1271) cannot sign in.";

    public WalletChallenge Ask(HttpContext http, WalletChallengeRequest request, WalletPurpose purpose)
    {
        var address = request.Address is null ? null : Spelled(request.Chain, request.Address) ?? throw Invalid("address", AddressFault);
        return terms.Of(request.Chain, address, purpose, challenges.Issue(http, purpose.Word));
    }

    /// <summary>Looks at everything that can be looked at without arithmetic.</summary>
    /// <exception cref="ProblemException">It is not what was asked for.</exception>
    public WalletClaim Read(HttpContext http, WalletChain chain, string text, string signature, WalletPurpose purpose)
    {
        if (SignInMessage.Read(chain, text) is not { } message)
            throw Invalid("message", "The text of EIP-4361, or of the Wallet Standard's sign-in, with the statement of the challenge.");
        var faults = terms.FaultsOf(message, purpose);
        if (Spelled(chain, message.Address) != message.Address)
            faults.Add($"Address: {AddressFault}");
        if (faults.Count > 0)
            throw Invalid("message", [.. faults]);
        if (!WalletSignature.IsWellFormed(chain, signature))
            throw Invalid("signature", SignatureFault);
        var challenge = challenges.Recognise(http, purpose.Word, message.Nonce ?? "") ?? throw new ProblemException(Problems.ChallengeInvalid());
        return new WalletClaim(message, text, signature, challenge);
    }

    /// <summary>Checks the signature and uses up the challenge.</summary>
    /// <exception cref="ProblemException">The wallet has not signed it, or it was used before.</exception>
    public async Task<ProvenWallet> Verify(WalletClaim claim, CancellationToken cancellation)
    {
        var (chain, address) = (claim.Message.Chain, claim.Message.Address);
        if (!WalletSignature.IsOf(chain, address, claim.Text, claim.Signature))
            throw new ProblemException(Problems.WalletSignatureInvalid());
        if (!await challenges.Use(claim.Challenge, cancellation))
            throw new ProblemException(Problems.ChallengeInvalid());
        return new ProvenWallet(chain, address);
    }

    private static string? Spelled(WalletChain chain, string address) => chain == WalletChain.Ethereum
        ? EthereumAddress.Read(address)
        : SolanaAddress.Read(address) is null ? null : address;

    private static ProblemException Invalid(string field, params string[] faults) =>
        new(Problems.Invalid(new Dictionary<string, string[]> { [field] = faults }));
}

/// <summary>What somebody says that a wallet has signed; the signature is yet to be checked.</summary>
internal sealed record WalletClaim(SignInMessage Message, string Text, string Signature, Challenge Challenge);
