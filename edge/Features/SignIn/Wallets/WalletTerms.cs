using Edge.Features.SignIn.Challenges;
using Edge.Hosting;
using Edge.Shared.Contracts;

namespace Edge.Features.SignIn.Wallets;

/// <summary>What this service has wallets sign, and whether a message says just that.</summary>
internal sealed class WalletTerms(HostingOptions hosting, WalletOptions options, TimeProvider time)
{
    private const string Version = "1";
    private const string SolanaChainId = "mainnet";
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    // Programs put their own time into a message: their clocks may differ.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    /// <param name="address">As the message spells it, if it is known already.</param>
    public WalletChallenge Of(WalletChain chain, string? address, WalletPurpose purpose, Challenge challenge)
    {
        var origin = Origin();
        var message = address is null ? null : new SignInMessage(chain, origin.Authority, address, purpose.Statement, origin.Text)
        {
            Version = Version,
            ChainId = ChainIdOf(chain),
            Nonce = challenge.Nonce,
            IssuedAt = challenge.IssuedAt.UtcDateTime.ToString(TimeFormat, null),
            ExpirationTime = challenge.ExpiresAt.UtcDateTime.ToString(TimeFormat, null),
        };
        return new WalletChallenge(
            origin.Authority, address, purpose.Statement, origin.Text, Version, ChainIdOf(chain), challenge.Nonce, challenge.IssuedAt,
            challenge.ExpiresAt, message?.ToString());
    }

    /// <summary>What is wrong with a message, by the names of its fields; the address and the nonce are for others to look at.</summary>
    public List<string> FaultsOf(SignInMessage message, WalletPurpose purpose)
    {
        var (scheme, authority, text) = Origin();
        var now = time.GetUtcNow();
        var faults = new List<string>();
        Expect(message.Domain == authority || message.Domain == $"{scheme}://{authority}", $"Domain: it has to be {authority}.");
        Expect(message.Statement == purpose.Statement, "Statement: it has to be the challenge's.");
        Expect(message.Uri == text, $"URI: it has to be {text}.");
        Expect(message.Version == Version, "Version: it has to be 1.");
        Expect(IsChainId(message), $"Chain ID: it has to be {ChainIdOf(message.Chain)}.");
        Expect(IsBetween(message.IssuedAt, now - SignInChallenges.Lifetime - ClockSkew, now + ClockSkew), "Issued At: it is too old, or from the future.");
        Expect(message.ExpirationTime is null || IsBetween(message.ExpirationTime, now, DateTimeOffset.MaxValue), "Expiration Time: it is over.");
        Expect(message.NotBefore is null || IsBetween(message.NotBefore, DateTimeOffset.MinValue, now), "Not Before: it is yet to come.");
        Expect(message.RequestId is null, "Request ID: none was asked for.");
        Expect(message.Resources is null, "Resources: none were asked for.");
        return faults;

        void Expect(bool isSo, string fault)
        {
            if (!isSo)
                faults.Add(fault);
        }
    }

    private string ChainIdOf(WalletChain chain) => chain == WalletChain.Ethereum ? options.EthereumChainId : SolanaChainId;

    // The Wallet Standard takes the chain's word in both of its forms.
    private bool IsChainId(SignInMessage message) =>
        message.ChainId == ChainIdOf(message.Chain)
        || (message.Chain == WalletChain.Solana && message.ChainId == $"solana:{SolanaChainId}");

    private static bool IsBetween(string? text, DateTimeOffset from, DateTimeOffset until) =>
        text is not null && MessageTime.Read(text) is { } at && from <= at && at <= until;

    // As location.host and location.origin have it in browsers.
    private (string Scheme, string Authority, string Text) Origin()
    {
        var origin = hosting.Origin();
        var authority = origin.IsDefaultPort ? origin.IdnHost : $"{origin.IdnHost}:{origin.Port}";
        return (origin.Scheme, authority, $"{origin.Scheme}://{authority}");
    }
}
