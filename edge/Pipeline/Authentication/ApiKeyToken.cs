using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Edge.Hosting;

namespace Edge.Pipeline.Authentication;

/// <summary>
/// The secret of an API key, <c>edge_{env}_{random}_{checksum}</c>: where it holds (dev, stg or prod), 32 random base62 characters
/// (190 bits) and the CRC-32 of both in six. The checksum proves nothing; it tells a mistyped or cut-off key from a wrong one before the
/// database is asked, and lets scanners find keys that leaked into source code. Keys of before there were environments lack the word.
/// </summary>
internal static class ApiKeyToken
{
    private const string Prefix = "edge_";
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int RandomLength = 32;
    private const int ChecksumLength = 6;
    private const int HintLength = 4;
    private const int MaxChecked = 37;
    private const uint ReflectedPolynomial = 0xEDB88320;

    private static readonly SearchValues<char> Allowed = SearchValues.Create(Base62);

    public static string Create(Profile profile)
    {
        var text = $"{WordOf(profile)}_{RandomNumberGenerator.GetString(Base62, RandomLength)}";
        return $"{Prefix}{text}_{Checksum(text)}";
    }

    /// <param name="environment">Where the key holds; null for one of before there were environments.</param>
    /// <returns>Whether it looks like a key.</returns>
    public static bool TryRead(ReadOnlySpan<char> token, out Profile? environment)
    {
        environment = null;
        var end = token.Length - ChecksumLength - 1;
        if (end < Prefix.Length + RandomLength || !token.StartsWith(Prefix, StringComparison.Ordinal) || token[end] != '_')
            return false;
        var text = token[Prefix.Length..end];
        return TryReadEnvironment(text[..^RandomLength], out environment)
            && !text[^RandomLength..].ContainsAnyExcept(Allowed)
            && token[^ChecksumLength..].SequenceEqual(Checksum(text));
    }

    /// <summary>The beginning, by which people tell their keys apart. It leaves 166 bits unknown.</summary>
    public static string HintOf(string token) => token[..(token.Length - 1 - ChecksumLength - RandomLength + HintLength)];

    private static bool TryReadEnvironment(ReadOnlySpan<char> text, out Profile? environment)
    {
        environment = text switch
        {
            "dev_" => Profile.Development,
            "stg_" => Profile.Staging,
            "prod_" => Profile.Production,
            _ => null,
        };
        return environment is not null || text.IsEmpty;
    }

    private static string WordOf(Profile profile) => profile switch
    {
        Profile.Production => "prod",
        Profile.Staging => "stg",
        _ => "dev",
    };

    private static string Checksum(ReadOnlySpan<char> text)
    {
        Span<byte> ascii = stackalloc byte[MaxChecked];
        var rest = Crc32(ascii[..Encoding.ASCII.GetBytes(text, ascii)]);
        Span<char> digits = stackalloc char[ChecksumLength];
        for (var i = ChecksumLength - 1; i >= 0; i--, rest /= (uint)Base62.Length)
            digits[i] = Base62[(int)(rest % (uint)Base62.Length)];
        return new string(digits);
    }

    // CRC-32 as in RFC 1952, section 8; bit by bit, since 37 bytes do not earn a table.
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
