using System.Text;

namespace Edge.Features.SignIn.Wallets;

/// <summary>An account of Ethereum: 0x and 40 hexadecimal digits, the case of whose letters is a checksum (EIP-55).</summary>
internal static class EthereumAddress
{
    private const string Prefix = "0x";
    private const int Digits = 40;

    /// <summary>The account of a public key: the last 20 bytes of its hash (Ethereum Yellow Paper, appendix F).</summary>
    /// <param name="publicKey">X and Y.</param>
    public static string Of(ReadOnlySpan<byte> publicKey) => Spell(Convert.ToHexStringLower(Keccak256.Of(publicKey).AsSpan(^(Digits / 2)..)));

    /// <summary>Reads an address in capitals, in small letters, or with its checksum.</summary>
    /// <returns>The address with its checksum; null where it is none, or its checksum is another one's.</returns>
    public static string? Read(string text)
    {
        if (text.Length != Prefix.Length + Digits || !text.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var digits = text[Prefix.Length..];
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit))
                return null;
        }
        var (small, capital) = (digits.ToLowerInvariant(), digits.ToUpperInvariant());
        var spelled = Spell(small);
        return digits == small || digits == capital || text == spelled ? spelled : null;
    }

    // A letter is a capital where the digit of the hash in its place is 8 or more.
    private static string Spell(string digits)
    {
        var hash = Keccak256.Of(Encoding.ASCII.GetBytes(digits));
        var spelled = new StringBuilder(Prefix, Prefix.Length + Digits);
        for (var i = 0; i < Digits; i++)
        {
            var digitOfHash = (i % 2 == 0 ? hash[i / 2] >> 4 : hash[i / 2]) & 0xF;
            spelled.Append(digitOfHash >= 8 ? char.ToUpperInvariant(digits[i]) : digits[i]);
        }
        return spelled.ToString();
    }
}
