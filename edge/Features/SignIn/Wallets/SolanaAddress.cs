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
        var key = new byte[KeyBytes];
        foreach (var letter in text)
        {
            if (!Append(key, Alphabet.IndexOf(letter, StringComparison.Ordinal)))
                return null;
        }
        // Each zero in front, and no other, stands for a byte of zeros.
        var zeros = text.Length - text.AsSpan().TrimStart(Alphabet[0]).Length;
        return zeros == KeyBytes - key.AsSpan().TrimStart((byte)0).Length ? key : null;
    }

    // The number times 58, plus a digit; false where there is no such digit, or the number outgrows its bytes.
    private static bool Append(byte[] number, int digit)
    {
        var carry = digit;
        for (var i = number.Length - 1; i >= 0 && digit >= 0; i--)
        {
            carry += number[i] * Alphabet.Length;
            number[i] = (byte)carry;
            carry >>= 8;
        }
        return carry == 0;
    }
}
