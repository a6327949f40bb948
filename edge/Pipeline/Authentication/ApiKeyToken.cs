using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Edge.Pipeline.Authentication;

/// <summary>
/// The secret of an API key, <c>edge_{random}_{checksum}</c>: 32 random base62 characters (190 bits) and their CRC-32 in six.
/// The checksum proves nothing; it tells a mistyped or cut-off key from a wrong one before the database is asked, and lets
/// scanners find keys that leaked into source code.
/// </summary>
internal static class ApiKeyToken
{
    private const string Prefix = "edge_";
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int RandomLength = 32;
    private const int ChecksumLength = 6;
    private const int HintLength = 4;
    private const uint ReflectedPolynomial = 0xEDB88320;

    private static readonly SearchValues<char> Allowed = SearchValues.Create(Base62);

    public static string Create()
    {
        var random = RandomNumberGenerator.GetString(Base62, RandomLength);
        return $"{Prefix}{random}_{Checksum(random)}";
    }

    public static bool IsWellFormed(ReadOnlySpan<char> token) =>
        token.Length == Prefix.Length + RandomLength + 1 + ChecksumLength
        && token.StartsWith(Prefix, StringComparison.Ordinal)
        && token[Prefix.Length + RandomLength] == '_'
        && !token.Slice(Prefix.Length, RandomLength).ContainsAnyExcept(Allowed)
        && token[^ChecksumLength..].SequenceEqual(Checksum(token.Slice(Prefix.Length, RandomLength)));

    /// <summary>The beginning, by which people tell their keys apart. It leaves 166 bits unknown.</summary>
    public static string HintOf(string token) => token[..(Prefix.Length + HintLength)];

    private static string Checksum(ReadOnlySpan<char> random)
    {
        Span<byte> ascii = stackalloc byte[RandomLength];
        Encoding.ASCII.GetBytes(random, ascii);
        var rest = Crc32(ascii);
        Span<char> digits = stackalloc char[ChecksumLength];
        for (var i = ChecksumLength - 1; i >= 0; i--, rest /= (uint)Base62.Length)
            digits[i] = Base62[(int)(rest % (uint)Base62.Length)];
        return new string(digits);
    }

    // CRC-32 as in RFC 1952, section 8; bit by bit, since 32 bytes do not earn a table.
    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * ReflectedPolynomial);
        }
        return ~crc;
    }
}
