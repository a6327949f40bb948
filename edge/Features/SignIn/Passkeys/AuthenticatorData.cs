using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Edge.Features.SignIn.Passkeys;

/// <summary>What a passkey's device says of itself and signs (WebAuthn level 3, section 6.1).</summary>
/// <param name="Attested">The new passkey, where one was made.</param>
internal sealed record AuthenticatorData(byte[] SiteHash, AuthenticatorFlags Flags, long SignCount, AttestedCredential? Attested)
{
    private const int FixedLength = SHA256.HashSizeInBytes + 1 + sizeof(uint);

    public bool IsBackupEligible => Flags.HasFlag(AuthenticatorFlags.BackupEligible);

    public bool IsBackedUp => Flags.HasFlag(AuthenticatorFlags.BackedUp);

    /// <exception cref="PasskeyFormatException">It is not formed as it has to be.</exception>
    public static AuthenticatorData Read(ReadOnlySpan<byte> data)
    {
        if (data.Length < FixedLength)
            throw new PasskeyFormatException("The authenticator data breaks off.");
        var flags = (AuthenticatorFlags)data[SHA256.HashSizeInBytes];
        var count = BinaryPrimitives.ReadUInt32BigEndian(data[(SHA256.HashSizeInBytes + 1)..]);
        var rest = data[FixedLength..];
        var attested = flags.HasFlag(AuthenticatorFlags.Attested) ? AttestedCredential.Read(ref rest) : null;
        if (flags.HasFlag(AuthenticatorFlags.Extensions))
        {
            var extensions = new CborReader(rest);
            extensions.Skip();
            rest = extensions.Rest;
        }
        if (!rest.IsEmpty)
            throw new PasskeyFormatException("Something is behind the authenticator data.");
        return new AuthenticatorData(data[..SHA256.HashSizeInBytes].ToArray(), flags, count, attested);
    }

    /// <summary>Takes it out of an attestation object (section 6.5.4). The statement about who has made the device is not looked at.</summary>
    /// <exception cref="PasskeyFormatException">It is not formed as it has to be.</exception>
    public static AuthenticatorData ReadAttestation(ReadOnlySpan<byte> attestation)
    {
        var reader = new CborReader(attestation);
        ReadOnlySpan<byte> data = [];
        var (hasFormat, hasData) = (false, false);
        for (var pairs = reader.ReadMap(); pairs > 0; pairs--)
        {
            var key = reader.ReadText();
            if (key.SequenceEqual("authData"u8) && !hasData)
            {
                data = reader.ReadBytes();
                hasData = true;
            }
            else if (key.SequenceEqual("fmt"u8) && !hasFormat)
            {
                reader.ReadText();
                hasFormat = true;
            }
            else if (key.SequenceEqual("attStmt"u8))
            {
                reader.Skip();
            }
            else
            {
                throw new PasskeyFormatException("The attestation object has a key that it should not have, or one twice.");
            }
        }
        if (!hasFormat || !hasData || !reader.Rest.IsEmpty)
            throw new PasskeyFormatException("The attestation object is not complete, or something is behind it.");
        return Read(data);
    }
}

[Flags]
internal enum AuthenticatorFlags : byte
{
    UserPresent = 1,
    UserVerified = 1 << 2,
    BackupEligible = 1 << 3,
    BackedUp = 1 << 4,
    Attested = 1 << 6,
    Extensions = 1 << 7,
}

/// <summary>Section 6.5.2, without the model of the device, which nothing vouches for.</summary>
internal sealed record AttestedCredential(byte[] Id, CosePublicKey Key)
{
    /// <summary>Section 4, "Credential ID".</summary>
    public const int MaxIdLength = 1023;

    private const int ModelLength = 16;

    public static AttestedCredential Read(ref ReadOnlySpan<byte> data)
    {
        if (data.Length < ModelLength + sizeof(ushort))
            throw new PasskeyFormatException("The credential breaks off.");
        int length = BinaryPrimitives.ReadUInt16BigEndian(data[ModelLength..]);
        data = data[(ModelLength + sizeof(ushort))..];
        if (length is 0 or > MaxIdLength || length > data.Length)
            throw new PasskeyFormatException("The credential's id is too long, or breaks off.");
        var id = data[..length].ToArray();
        var reader = new CborReader(data[length..]);
        var key = CosePublicKey.Read(ref reader);
        data = reader.Rest;
        return new AttestedCredential(id, key);
    }
}
