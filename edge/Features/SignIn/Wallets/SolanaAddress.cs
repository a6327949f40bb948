using System.Numerics;

namespace Edge.Features.SignIn.Wallets;

/// <summary>An account of Solana: a public key of Ed25519 in base58 (draft-msporny-base58-03).</summary>
internal static class SolanaAddress
{
    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const int KeyBytes = 32;
    private const int MaxLength = 44;

    /// <returns>The 32 bytes of the key, or null when the text is not the one spelling of as many.</returns>
    public static byte[]? Read(string text)
    {
        if (text.Length is 0 or > MaxLength)
            return null;
        var value = BigInteger.Zero;
        var zeros = 0;
        foreach (var letter in text)
        {
            var digit = Alphabet.IndexOf(letter, StringComparison.Ordinal);
            if (digit < 0)
                return null;
            value = (value * Alphabet.Length) + digit;
            if (value.IsZero)
                zeros++; // each stands for a byte of zeros in front
        }
        var bytes = value.IsZero ? [] : value.ToByteArray(isUnsigned: true, isBigEndian: true);
        if (zeros + bytes.Length != KeyBytes)
            return null;
        return [.. new byte[zeros], .. bytes];
    }
}
