using System.Runtime.InteropServices;
using Edge.Shared.Contracts;

namespace Edge.Shared.Signing;

/// <summary>
/// ed25519 (RFC 9421, section 3.3.6; RFC 8032). libsodium does the arithmetic, and refuses what RFC 8032 leaves open: an S beyond the
/// order, points that are not canonical, and points of small order, with which anybody could sign anything.
/// </summary>
public sealed unsafe partial class Ed25519Key : SigningKey
{
    private const int PublicBytes = 32;
    private const int SeedBytes = 32;
    private const int SecretBytes = 64;
    private const int SignatureBytes = 64;

    private readonly byte[] publicKey;
    private readonly byte[]? secretKey;

    internal Ed25519Key(byte[] publicKey, byte[]? secretKey)
    {
        if (publicKey.Length != PublicBytes)
            throw new SignatureFormatException("A public key of Ed25519 has 32 bytes.");
        this.publicKey = publicKey;
        this.secretKey = secretKey;
    }

    public override SignatureAlgorithm Algorithm => SignatureAlgorithm.Ed25519;

    /// <summary>Reads a private key in PEM, as <c>openssl genpkey -algorithm ed25519</c> writes it (RFC 8410).</summary>
    /// <exception cref="SignatureFormatException">It is no such key.</exception>
    public static Ed25519Key FromPrivatePem(string pem)
    {
        var seed = KeyText.ReadSeed(pem);
        var publicKey = new byte[PublicBytes];
        var secretKey = new byte[SecretBytes];
        fixed (byte* to = publicKey, secret = secretKey, from = seed)
            _ = KeyPair(to, secret, from);
        return new Ed25519Key(publicKey, secretKey);
    }

    /// <summary>What an API key is issued for, as <see cref="SigningKey.FromPublicPem"/> reads it.</summary>
    public string ExportPublicPem() => KeyText.Write(Algorithm, publicKey);

    public override byte[] Sign(ReadOnlySpan<byte> data)
    {
        var signature = new byte[SignatureBytes];
        fixed (byte* to = signature, from = data, secret = secretKey ?? throw new InvalidOperationException("A public key cannot sign."))
            _ = SignDetached(to, 0, from, (ulong)data.Length, secret);
        return signature;
    }

    public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureBytes)
            return false;
        fixed (byte* of = signature, from = data, by = publicKey)
            return VerifyDetached(of, from, (ulong)data.Length, by) == 0;
    }

    // These three need no sodium_init: they choose no implementation and draw no random numbers. By the names of the algorithm itself,
    // not of crypto_sign_*, which would link the rest of the library too.
    [LibraryImport("libsodium", EntryPoint = "crypto_sign_ed25519_verify_detached")]
    private static partial int VerifyDetached(byte* signature, byte* data, ulong length, byte* publicKey);

    [LibraryImport("libsodium", EntryPoint = "crypto_sign_ed25519_detached")]
    private static partial int SignDetached(byte* signature, nint length, byte* data, ulong dataLength, byte* secretKey);

    [LibraryImport("libsodium", EntryPoint = "crypto_sign_ed25519_seed_keypair")]
    private static partial int KeyPair(byte* publicKey, byte* secretKey, byte* seed);
}
