using System.Text.Json.Serialization;

namespace Edge.Shared.Contracts;

/// <summary>Whose wallets can prove that they are there: Ethereum's by EIP-4361, Solana's by the Wallet Standard's sign-in.</summary>
[JsonConverter(typeof(WireEnum<WalletChain>))]
public enum WalletChain
{
    Ethereum,
    Solana,
}

/// <summary>Asks for what a wallet has to sign.</summary>
/// <param name="Address">The wallet's, where it is known already: the answer then has the whole message.</param>
public sealed record WalletChallengeRequest(WalletChain Chain, string? Address = null);

/// <summary>
/// The fields of the message to be signed: of EIP-4361, or of the Wallet Standard's SolanaSignInInput. It is good once, until
/// <paramref name="ExpiresAt"/>, and in this browser, which has got a cookie with it.
/// </summary>
/// <param name="Domain">Host and port of the page that asks, as the wallet shows it.</param>
/// <param name="Address">As the message has to spell it: with its checksum (EIP-55), or in base58.</param>
/// <param name="Version">Always "1".</param>
/// <param name="ChainId">Of EIP-155, as "1"; or Solana's word, as "mainnet".</param>
/// <param name="Message">The text to sign, if an address was given.</param>
public sealed record WalletChallenge(
    string Domain, string? Address, string Statement, string Uri, string Version, string ChainId, string Nonce,
    DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, string? Message);

/// <summary>A message that a wallet has signed.</summary>
/// <param name="Message">Its text, byte for byte.</param>
/// <param name="Signature">Ethereum's 65 bytes of personal_sign (EIP-191) as 0x and hexadecimal digits; Solana's 64 bytes in base64.</param>
public sealed record WalletSignInRequest(WalletChain Chain, string Message, string Signature);

/// <summary>Adds a wallet to those with which the caller signs in, by the same proof as signing in with it.</summary>
/// <param name="Name">What the caller calls it, up to 60 characters; the chain's name if absent.</param>
public sealed record LinkWalletRequest(WalletChain Chain, string Message, string Signature, string? Name = null);

/// <summary>A wallet with which its user signs in.</summary>
/// <param name="Address">With its checksum (EIP-55), or in base58.</param>
/// <param name="LastUsedAt">When somebody last signed in with it.</param>
public sealed record Wallet(
    Guid Id, WalletChain Chain, string Address, string Name, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt);

public sealed record WalletList(IReadOnlyList<Wallet> Items);
