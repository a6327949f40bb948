using System.Buffers.Binary;
using System.Security.Cryptography;
using Edge.Features.Push.Vapid;

namespace Edge.Features.Push.Delivery;

/// <summary>Encrypts a message for one device (RFC 8291) in the content coding aes128gcm (RFC 8188), as a single record.</summary>
internal static class MessageEncryption
{
    /// <summary>Of the text, so that it fits into what every push service takes: 4096 bytes of body.</summary>
    public const int LongestText = 3000;

    private const int KeyBytes = 65;
    private const int SaltBytes = 16;
    private const int TagBytes = 16;
    private const int RecordSize = 4096;
    private const int HeadBytes = SaltBytes + 4 + 1 + KeyBytes;
    private const byte LastRecord = 2;

    /// <param name="deviceKey">The device's public key, 65 bytes; one that <see cref="IsKey"/> knows as such.</param>
    /// <param name="deviceSecret">16 bytes.</param>
    public static byte[] Encrypt(ReadOnlySpan<byte> text, byte[] deviceKey, byte[] deviceSecret)
    {
        using var own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Encrypt(text, deviceKey, deviceSecret, own, RandomNumberGenerator.GetBytes(SaltBytes));
    }

    /// <param name="own">A key pair for this message alone.</param>
    /// <param name="salt">16 bytes, for this message alone.</param>
    public static byte[] Encrypt(ReadOnlySpan<byte> text, byte[] deviceKey, byte[] deviceSecret, ECDiffieHellman own, byte[] salt)
    {
        var ownKey = VapidKey.Uncompressed(own.ExportParameters(includePrivateParameters: false).Q);
        using var device = ECDiffieHellman.Create(PointOf(deviceKey));
        var shared = own.DeriveRawSecretAgreement(device.PublicKey);
        // RFC 8291, section 3.4, and RFC 8188, section 2.2.
        byte[] info = [.. "WebPush: info\0"u8, .. deviceKey, .. ownKey];
        var keyed = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, deviceSecret, info);
        var contentKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, keyed, 16, salt, "Content-Encoding: aes128gcm\0"u8.ToArray());
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, keyed, 12, salt, "Content-Encoding: nonce\0"u8.ToArray());

        var body = new byte[HeadBytes + text.Length + 1 + TagBytes];
        salt.CopyTo(body, 0);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(SaltBytes), RecordSize);
        body[SaltBytes + 4] = KeyBytes;
        ownKey.CopyTo(body, SaltBytes + 5);
        byte[] record = [.. text, LastRecord];
        using var cipher = new AesGcm(contentKey, TagBytes);
        cipher.Encrypt(nonce, record, body.AsSpan(HeadBytes, record.Length), body.AsSpan(^TagBytes..));
        return body;
    }

    /// <summary>Whether the bytes are a point of P-256, without compression.</summary>
    public static bool IsKey(byte[] bytes)
    {
        if (bytes is not [4, ..] || bytes.Length != KeyBytes)
            return false;
        try
        {
            using var known = ECDiffieHellman.Create(PointOf(bytes));
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static ECParameters PointOf(byte[] key) => new()
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = key[1..33], Y = key[33..] },
    };
}
