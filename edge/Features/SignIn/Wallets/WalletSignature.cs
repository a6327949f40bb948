using System.Buffers;
using System.Globalization;
using System.Text;
using Edge.Shared.Contracts;
using Edge.Shared.Signing;

namespace Edge.Features.SignIn.Wallets;

/// <summary>Whether the wallet of an address has signed a text.</summary>
internal static class WalletSignature
{
    private const int EthereumBytes = 65;
    private const int SolanaBytes = 64;

    /// <returns>Whether the text of a signature can be one: what it proves is another question.</returns>
    public static bool IsWellFormed(WalletChain chain, string signature) => Decode(chain, signature) is not null;

    /// <param name="address">As <see cref="EthereumAddress.Read"/> gives it, or in base58.</param>
    public static bool IsOf(WalletChain chain, string address, string message, string signature)
    {
        if (Decode(chain, signature) is not { } bytes)
            return false;
        var text = Encoding.UTF8.GetBytes(message);
        return chain == WalletChain.Ethereum ? IsOfEthereum(address, text, bytes) : IsOfSolana(address, text, bytes);
    }

    private static bool IsOfEthereum(string address, byte[] text, byte[] signature)
    {
        // 27 and 28 by custom (Ethereum Yellow Paper, appendix F); hardware wallets say 0 and 1. What EIP-155 made of it is for transactions.
        bool? isOdd = signature[^1] switch
        {
            0 or 27 => false,
            1 or 28 => true,
            _ => null,
        };
        if (isOdd is null)
            return false;
        var key = Secp256k1.Recover(HashOf(text), signature.AsSpan(0, Secp256k1.SignatureBytes), isOdd.Value);
        return key is not null && EthereumAddress.Of(key) == address;
    }

    // EIP-191, version 0x45 (personal_sign).
    private static byte[] HashOf(byte[] text)
    {
        var length = text.Length.ToString(CultureInfo.InvariantCulture);
        return Keccak256.Of([.. "\u0019Ethereum Signed Message:\n"u8, .. Encoding.ASCII.GetBytes(length), .. text]);
    }

    private static bool IsOfSolana(string address, byte[] text, byte[] signature)
    {
        if (SolanaAddress.Read(address) is not { } publicKey)
            return false;
        using var key = SigningKey.FromPublicBytes(SignatureAlgorithm.Ed25519, publicKey);
        return key.Verify(text, signature);
    }

    private static byte[]? Decode(WalletChain chain, string signature) =>
        chain == WalletChain.Ethereum ? DecodeHex(signature) : DecodeBase64(signature);

    private static byte[]? DecodeHex(string signature)
    {
        var bytes = new byte[EthereumBytes];
        return signature.Length == 2 + (2 * EthereumBytes) && signature.StartsWith("0x", StringComparison.Ordinal)
            && Convert.FromHexString(signature.AsSpan(2), bytes, out _, out _) == OperationStatus.Done ? bytes : null;
    }

    // Convert passes over blanks, and over bits that no byte has.
    private static byte[]? DecodeBase64(string signature)
    {
        var bytes = new byte[SolanaBytes];
        return Convert.TryFromBase64String(signature, bytes, out var written) && written == SolanaBytes
            && Convert.ToBase64String(bytes) == signature ? bytes : null;
    }
}
