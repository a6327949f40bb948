using System.Buffers;
using Edge.Shared.Contracts;

namespace Edge.Features.SignIn.Wallets;

/// <summary>
/// What a wallet shows and signs: EIP-4361, and the Wallet Standard's message, which differs in the name of the chain. Only messages with a
/// statement are read, since Edge never asks for another; with one, both have the same lines. Every character of the text belongs to
/// exactly one field, so what was signed is what was checked.
/// </summary>
internal sealed record SignInMessage(WalletChain Chain, string Domain, string Address, string Statement, string Uri)
{
    public const int MaxLength = 2048;

    private const string ResourcesLine = "Resources:";
    private const string ResourceMark = "- ";

    // Nothing but what can be seen, so that no two messages look alike.
    private static readonly SearchValues<char> Visible = SearchValues.Create(
        "\n !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    public string? Version { get; init; }

    public string? ChainId { get; init; }

    public string? Nonce { get; init; }

    public string? IssuedAt { get; init; }

    public string? ExpirationTime { get; init; }

    public string? NotBefore { get; init; }

    public string? RequestId { get; init; }

    /// <summary>Null where the message has no list; a list may be empty.</summary>
    public IReadOnlyList<string>? Resources { get; init; }

    /// <returns>The message, or null when the text is none.</returns>
    public static SignInMessage? Read(WalletChain chain, string text)
    {
        if (text.Length > MaxLength || text.AsSpan().ContainsAnyExcept(Visible))
            return null;
        var lines = new Lines(text.Split('\n'));
        if (lines.Before(Ending(chain)) is not { } domain || lines.Next() is not { } address || !lines.Skip("")
            || lines.Next() is not { } statement || !lines.Skip("") || lines.After("URI: ") is not { } uri)
            return null;
        var message = new SignInMessage(chain, domain, address, statement, uri)
        {
            Version = lines.After("Version: "),
            ChainId = lines.After("Chain ID: "),
            Nonce = lines.After("Nonce: "),
            IssuedAt = lines.After("Issued At: "),
            ExpirationTime = lines.After("Expiration Time: "),
            NotBefore = lines.After("Not Before: "),
            RequestId = lines.After("Request ID: "),
            Resources = ReadResources(lines),
        };
        return lines.AreRead ? message : null;
    }

    /// <summary>The text that is signed, in the order of both specifications.</summary>
    public override string ToString()
    {
        var text = $"{Domain}{Ending(Chain)}\n{Address}\n\n{Statement}\n\nURI: {Uri}\nVersion: {Version}\nChain ID: {ChainId}\nNonce: {Nonce}\nIssued At: {IssuedAt}";
        return ExpirationTime is null ? text : $"{text}\nExpiration Time: {ExpirationTime}";
    }

    private static string Ending(WalletChain chain) =>
        $" wants you to sign in with your {(chain == WalletChain.Ethereum ? "Ethereum" : "Solana")} account:";

    private static List<string>? ReadResources(Lines lines)
    {
        if (!lines.Skip(ResourcesLine))
            return null;
        var resources = new List<string>();
        while (lines.After(ResourceMark) is { } resource)
            resources.Add(resource);
        return resources;
    }

    /// <summary>The lines from first to last; what does not take one leaves it to the next.</summary>
    private sealed class Lines(string[] lines)
    {
        private int at;

        public bool AreRead => at == lines.Length;

        public string? Next() => AreRead ? null : lines[at++];

        public bool Skip(string line)
        {
            if (AreRead || lines[at] != line)
                return false;
            at++;
            return true;
        }

        public string? After(string label) =>
            !AreRead && lines[at].StartsWith(label, StringComparison.Ordinal) ? lines[at++][label.Length..] : null;

        public string? Before(string ending) =>
            !AreRead && lines[at].EndsWith(ending, StringComparison.Ordinal) ? lines[at++][..^ending.Length] : null;
    }
}
