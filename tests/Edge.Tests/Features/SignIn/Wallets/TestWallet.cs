using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Edge.Features.SignIn.Wallets;
using Edge.Shared.Contracts;
using Edge.Shared.Signing;

namespace Edge.Tests.Features.SignIn.Wallets;

/// <summary>A wallet with a key of its own that signs for real.</summary>
internal abstract class TestWallet
{
    public abstract WalletChain Chain { get; }

    public abstract string Address { get; }

    public static TestWallet Of(WalletChain chain, int number = 1) =>
        chain == WalletChain.Ethereum ? new EthereumTestWallet(number) : new SolanaTestWallet(number);

    public abstract string Sign(string message);

    protected static byte[] KeyOf(int number) => SHA256.HashData(BitConverter.GetBytes(number));
}

internal sealed partial class EthereumTestWallet(int number) : TestWallet
{
    private static readonly nint Context = ContextCreate(0x201); // SECP256K1_CONTEXT_SIGN

    public override WalletChain Chain => WalletChain.Ethereum;

    public override string Address { get; } = AddressOf(KeyOf(number));

    public override string Sign(string message) => "0x" + Convert.ToHexStringLower(SignBytes(message));

    /// <summary>r, s and 27 or 28.</summary>
    public byte[] SignBytes(string message)
    {
        var text = Encoding.UTF8.GetBytes(message);
        var (compact, recovery) = SignHash(Keccak256.Of([.. Encoding.ASCII.GetBytes($"\u0019Ethereum Signed Message:\n{text.Length}"), .. text]));
        return [.. compact, (byte)(27 + recovery)];
    }

    public (byte[] Compact, int Recovery) SignHash(byte[] hash)
    {
        var signature = new byte[65];
        var compact = new byte[64];
        Assert.Equal(1, SignRecoverable(Context, signature, hash, KeyOf(number), 0, 0));
        Assert.Equal(1, SerializeCompact(Context, compact, out var recovery, signature));
        return (compact, recovery);
    }

    private static string AddressOf(byte[] key)
    {
        var point = new byte[64];
        var text = new byte[65];
        nint length = 65;
        Assert.Equal(1, CreateKey(Context, point, key));
        Assert.Equal(1, SerializeKey(Context, text, ref length, point, 2));
        return EthereumAddress.Of(text.AsSpan(1));
    }

    [LibraryImport("libsecp256k1", EntryPoint = "secp256k1_context_create")]
    private static partial nint ContextCreate(uint flags);

    [LibraryImport("libsecp256k1", EntryPoint = "secp256k1_ec_pubkey_create")]
    private static partial int CreateKey(nint context, byte[] point, byte[] key);

    [LibraryImport("libsecp256k1", EntryPoint = "secp256k1_ec_pubkey_serialize")]
    private static partial int SerializeKey(nint context, byte[] text, ref nint length, byte[] point, uint flags);

    [LibraryImport("libsecp256k1", EntryPoint = "secp256k1_ecdsa_sign_recoverable")]
    private static partial int SignRecoverable(nint context, byte[] signature, byte[] hash, byte[] key, nint nonce, nint data);

    [LibraryImport("libsecp256k1", EntryPoint = "secp256k1_ecdsa_recoverable_signature_serialize_compact")]
    private static partial int SerializeCompact(nint context, byte[] compact, out int recovery, byte[] signature);
}

internal sealed class SolanaTestWallet : TestWallet
{
    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    private readonly Ed25519Key key;

    public SolanaTestWallet(int number)
    {
        // RFC 8410, section 7: the seed behind 16 bytes that say what it is.
        byte[] pkcs8 = [.. Convert.FromHexString("302e020100300506032b657004220420"), .. KeyOf(number)];
        key = Ed25519Key.FromPrivatePem(PemEncoding.WriteString("PRIVATE KEY", pkcs8));
        Address = Base58(KeyText.Read(SignatureAlgorithm.Ed25519, key.ExportPublicPem()));
    }

    public override WalletChain Chain => WalletChain.Solana;

    public override string Address { get; }

    public override string Sign(string message) => Convert.ToBase64String(key.Sign(Encoding.UTF8.GetBytes(message)));

    public static string Base58(byte[] bytes)
    {
        var text = "";
        for (var value = new BigInteger(bytes, isUnsigned: true, isBigEndian: true); value > 0; value /= 58)
            text = Alphabet[(int)(value % 58)] + text;
        return new string('1', bytes.TakeWhile(unit => unit == 0).Count()) + text;
    }
}
