using System.Security.Cryptography;

namespace Edge.Shared.Signing;

/// <summary>The digest of a message's content, as sent (RFC 9530). sha-256 and sha-512 are the algorithms that are not deprecated.</summary>
public static class ContentDigest
{
    public const string Header = "Content-Digest";
    private const string Sha256Name = "sha-256";
    private const string Sha512Name = "sha-512";

    /// <summary>The field for a content held in memory, by sha-256.</summary>
    public static string Of(ReadOnlySpan<byte> content) => Write(SHA256.HashData(content));

    /// <summary>The field for a sha-256 that was computed on the way.</summary>
    public static string Write(byte[] sha256) => $"{Sha256Name}=:{Convert.ToBase64String(sha256)}:";

    /// <summary>Which digests to compute of the content; all that are stated have to be right.</summary>
    /// <exception cref="SignatureFormatException">The field is malformed, or states none that is known.</exception>
    public static ExpectedDigest Parse(string field)
    {
        var entries = StructuredField.ParseDictionary(field);
        var expected = new ExpectedDigest(BytesOf(entries.Find(Sha256Name)), BytesOf(entries.Find(Sha512Name)));
        return expected is { Sha256: null, Sha512: null }
            ? throw new SignatureFormatException("Content-Digest states neither sha-256 nor sha-512.")
            : expected;
    }

    private static byte[]? BytesOf(FieldMember? member) => member switch
    {
        null => null,
        FieldItem { Value: { Kind: BareItemKind.Bytes, Bytes: { } bytes } } => bytes,
        _ => throw new SignatureFormatException("A digest is bytes (RFC 9530, section 2)."),
    };
}

/// <summary>What a content has to hash to, by each algorithm that is stated.</summary>
public sealed record ExpectedDigest(byte[]? Sha256, byte[]? Sha512)
{
    /// <summary>Reads the content to its end.</summary>
    public async Task<bool> Matches(Stream content, CancellationToken cancellation)
    {
        using var sha256 = Sha256 is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var sha512 = Sha512 is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int count;
            while ((count = await content.ReadAsync(buffer, cancellation)) > 0)
            {
                sha256?.AppendData(buffer, 0, count);
                sha512?.AppendData(buffer, 0, count);
            }
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
        return Equal(sha256, Sha256) && Equal(sha512, Sha512);
    }

    private static bool Equal(IncrementalHash? hash, byte[]? expected) =>
        hash is null || CryptographicOperations.FixedTimeEquals(hash.GetHashAndReset(), expected);
}
