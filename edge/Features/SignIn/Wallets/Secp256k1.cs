using System.Runtime.InteropServices;

namespace Edge.Features.SignIn.Wallets;

/// <summary>
/// The public key behind an ECDSA signature over secp256k1 (SEC 1, section 4.1.6). libsecp256k1 does the arithmetic. The library ends the
/// process when it is called against its contract, so what depends on the caller is checked before it is called.
/// </summary>
internal static unsafe partial class Secp256k1
{
    public const int HashBytes = 32;
    public const int SignatureBytes = 64;
    public const int PublicKeyBytes = 64;

    private const uint ForVerification = 0x101; // SECP256K1_CONTEXT_VERIFY
    private const uint Uncompressed = 2;
    private const int SerializedBytes = 1 + PublicKeyBytes;

    // The order of the group (SEC 2, section 2.4.1), halved: the greatest s of which there is no smaller twin.
    private static ReadOnlySpan<byte> HalfOrder =>
    [
        0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0x5D, 0x57, 0x6E, 0x73, 0x57, 0xA4, 0x50, 0x1D, 0xDF, 0xE9, 0x2F, 0x46, 0x68, 0x1B, 0x20, 0xA0,
    ];

    // Made at the first signature, so that a start pays nothing for it; never changed, so that threads share it.
    private static readonly Lazy<nint> Context = new(() => ContextCreate(ForVerification));

    /// <param name="signature">r and s.</param>
    /// <param name="isOdd">Whether the point that r stands for has an odd y.</param>
    /// <returns>
    /// X and Y of the key, or null when there is none: r or s is zero or not below the order, r is no point's, or s is the greater of the
    /// two with which anybody can write every signature down.
    /// </returns>
    public static byte[]? Recover(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, bool isOdd)
    {
        if (hash.Length != HashBytes || signature.Length != SignatureBytes || signature[32..].SequenceCompareTo(HalfOrder) > 0)
            return null;
        byte* parsed = stackalloc byte[SignatureBytes + 1];
        byte* key = stackalloc byte[PublicKeyBytes];
        byte* serialized = stackalloc byte[SerializedBytes];
        fixed (byte* compact = signature, digest = hash)
        {
            if (ParseCompact(Context.Value, parsed, compact, isOdd ? 1 : 0) != 1 || Recover(Context.Value, key, parsed, digest) != 1)
                return null;
        }
        nint length = SerializedBytes;
        _ = Serialize(Context.Value, serialized, &length, key, Uncompressed);
        return new ReadOnlySpan<byte>(serialized + 1, PublicKeyBytes).ToArray();
    }

    [LibraryImport("libsecp256k1", EntryPoint = "secp256k1_context_create")]
    private static partial nint ContextCreate(uint flags);

    [LibraryImport("libsecp256k1", EntryPoint = "secp256k1_ecdsa_recoverable_signature_parse_compact")]
    private static partial int ParseCompact(nint context, byte* signature, byte* compact, int recoveryId);

    [LibraryImport("libsecp256k1", EntryPoint = "secp256k1_ecdsa_recover")]
    private static partial int Recover(nint context, byte* publicKey, byte* signature, byte* hash);

    [LibraryImport("libsecp256k1", EntryPoint = "secp256k1_ec_pubkey_serialize")]
    private static partial int Serialize(nint context, byte* output, nint* length, byte* publicKey, uint flags);
}
