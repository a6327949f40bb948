using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Edge.Pipeline.Authentication;

/// <summary>An unguessable name without meaning, 256 random bits as 43 base64url characters: session ids and sign-in links.</summary>
internal static class OpaqueToken
{
    private const int Bytes = 32;
    private const int Length = 43;

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static bool IsWellFormed(ReadOnlySpan<char> token) => token.Length == Length && !token.ContainsAnyExcept(Alphabet);
}
