using System.Security.Cryptography;
using Edge.Shared.Contracts;

namespace Edge.Shared.Signing;

/// <summary>ecdsa-p256-sha256 (RFC 9421, section 3.3.4): r and s of 32 bytes each, one behind the other.</summary>
public sealed class EcdsaKey : SigningKey
{
    private const int Coordinate = 32;
    private const byte Uncompressed = 4;
    private readonly ECDsa key;

    private EcdsaKey(ECDsa key) => this.key = key;

    public override SignatureAlgorithm Algorithm => SignatureAlgorithm.EcdsaP256Sha256;

    /// <summary>Reads a private key in PEM, as <c>openssl ecparam -name prime256v1 -genkey</c> or <c>openssl genpkey</c> writes it.</summary>
    /// <exception cref="SignatureFormatException">It is none of P-256.</exception>
    public static EcdsaKey FromPrivatePem(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.KeySize == Coordinate * 8 && key.ExportParameters(true).D is not null)
                return new EcdsaKey(key);
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            // Told below, without the text of the framework.
        }
        key.Dispose();
        throw new SignatureFormatException("It is no private key of P-256 in PEM.");
    }

    /// <exception cref="SignatureFormatException">The bytes are no point of the curve.</exception>
    public static EcdsaKey OfPoint(byte[] point)
    {
        if (point.Length != 1 + (2 * Coordinate) || point[0] != Uncompressed)
            throw new SignatureFormatException("It is no uncompressed point of P-256.");
        try
        {
            return new EcdsaKey(ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[1..(1 + Coordinate)], Y = point[(1 + Coordinate)..] },
            }));
        }
        catch (CryptographicException)
        {
            throw new SignatureFormatException("It is no point of P-256.");
        }
    }

    public override byte[] Sign(ReadOnlySpan<byte> data) => key.SignData(data, HashAlgorithmName.SHA256);

    public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        signature.Length == 2 * Coordinate && key.VerifyData(data, signature, HashAlgorithmName.SHA256);

    /// <summary>As <see cref="Verify"/>, for a signature in DER (RFC 3279, section 2.2.3), as passkeys make it.</summary>
    public bool VerifyDer(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    protected override void Dispose(bool disposing)
    {
        key.Dispose();
        base.Dispose(disposing);
    }
}
