using Edge.Shared.Contracts;
using Edge.Shared.Signing;

namespace Edge.Features.SignIn.Passkeys;

/// <summary>The public key of a passkey.</summary>
/// <param name="Bytes">32 of Ed25519, or the 65 of an uncompressed point of P-256.</param>
internal sealed record CosePublicKey(SignatureAlgorithm Algorithm, byte[] Bytes)
{
    /// <summary>EdDSA and ES256 (RFC 9053, section 2).</summary>
    public const int EdDsa = -8;

    public const int Es256 = -7;

    private const int Coordinate = 32;

    // RFC 9053, section 7: kinds of keys, curves.
    private const long Okp = 1;
    private const long Ec2 = 2;
    private const long P256 = 1;
    private const long Ed25519 = 6;

    /// <summary>Reads a COSE_Key (RFC 9052, section 7), and what is behind it is left.</summary>
    /// <exception cref="PasskeyFormatException">It is none of the two algorithms, or no point of its curve.</exception>
    public static CosePublicKey Read(ref CborReader reader)
    {
        long? kind = null, algorithm = null, curve = null;
        byte[]? x = null, y = null;
        for (var pairs = reader.ReadMap(); pairs > 0; pairs--)
        {
            switch (reader.ReadInteger())
            {
                case 1:
                    kind = Once(kind, reader.ReadInteger());
                    break;
                case 3:
                    algorithm = Once(algorithm, reader.ReadInteger());
                    break;
                case -1:
                    curve = Once(curve, reader.ReadInteger());
                    break;
                case -2:
                    x = Once(x, reader.ReadBytes());
                    break;
                case -3:
                    y = Once(y, reader.ReadBytes());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        return (algorithm, kind, curve) switch
        {
            (EdDsa, Okp, Ed25519) when x?.Length == Coordinate => Checked(SignatureAlgorithm.Ed25519, x),
            (Es256, Ec2, P256) when x?.Length == Coordinate && y?.Length == Coordinate =>
                Checked(SignatureAlgorithm.EcdsaP256Sha256, [4, .. x, .. y]),
            _ => throw new PasskeyFormatException("The key is none of ES256 or EdDSA."),
        };
    }

    /// <summary>Whether the signature is this key's. That of ES256 is in DER (WebAuthn, section 6.5.5).</summary>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        using var key = SigningKey.FromPublicBytes(Algorithm, Bytes);
        return key is EcdsaKey ecdsa ? ecdsa.VerifyDer(data, signature) : key.Verify(data, signature);
    }

    private static CosePublicKey Checked(SignatureAlgorithm algorithm, byte[] key)
    {
        try
        {
            SigningKey.FromPublicBytes(algorithm, key).Dispose();
            return new CosePublicKey(algorithm, key);
        }
        catch (SignatureFormatException)
        {
            throw new PasskeyFormatException("The key is no point of its curve.");
        }
    }

    private static long Once(long? before, long value) => before is null ? value : throw Twice();

    private static byte[] Once(byte[]? before, ReadOnlySpan<byte> value) => before is null ? value.ToArray() : throw Twice();

    private static PasskeyFormatException Twice() => new("A key is in a map twice.");
}
