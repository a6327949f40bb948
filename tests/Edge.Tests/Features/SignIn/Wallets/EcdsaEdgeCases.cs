using System.Numerics;
using Edge.Features.SignIn.Wallets;
using Edge.Shared.Contracts;

namespace Edge.Tests.Features.SignIn.Wallets;

/// <summary>
/// The ways in which Wycheproof's ecdsa_secp256k1 files bend a signature, made anew from their descriptions for the 65 bytes that wallets
/// give: values at the bounds of the field and of the group in the place of r and s, twins, other lengths, other ids of recovery.
/// </summary>
public sealed class EcdsaEdgeCases
{
    private const string Message = "example.com wants you to sign in";

    private static readonly BigInteger Order = Number("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
    private static readonly BigInteger Field = Number("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f");
    private static readonly EthereumTestWallet Wallet = new(1);

    [Fact]
    public void The_signature_itself_is_taken_with_either_way_of_writing_its_id()
    {
        var signature = Wallet.SignBytes(Message);
        var short0 = signature.ToArray();
        short0[64] -= 27;

        Assert.True(IsTaken(signature));
        Assert.True(IsTaken(short0));
        Assert.False(WalletSignature.IsOf(WalletChain.Ethereum, Wallet.Address, Message + ".", Hex(signature)));
        Assert.False(WalletSignature.IsOf(WalletChain.Ethereum, new EthereumTestWallet(2).Address, Message, Hex(signature)));
    }

    [Fact]
    public void Values_at_the_bounds_in_the_place_of_r_or_s_are_refused()
    {
        var signature = Wallet.SignBytes(Message);
        var (r, s) = (Number(signature[..32]), Number(signature[32..64]));
        BigInteger[] bounds =
        [
            0, 1, 2, Order - 2, Order - 1, Order, Order + 1, Order + 2, Field - 1, Field, Field + 1, Order / 2, (Order / 2) + 1,
            BigInteger.Pow(2, 255), BigInteger.Pow(2, 256) - 1, Field - Order,
        ];
        foreach (var v in new byte[] { 0, 1, 27, 28 })
        {
            foreach (var bound in bounds)
            {
                Assert.False(IsTaken(bound, s, v));
                Assert.False(IsTaken(r, bound, v));
                foreach (var other in bounds)
                    Assert.False(IsTaken(bound, other, v));
            }
            Assert.False(IsTaken(s, r, v));
            Assert.False(IsTaken(Order - r, s, v));
        }
    }

    [Fact]
    public void The_twin_with_the_greater_s_is_refused()
    {
        var signature = Wallet.SignBytes(Message);
        var (r, s) = (Number(signature[..32]), Number(signature[32..64]));

        Assert.All(new byte[] { 0, 1, 27, 28 }, v => Assert.False(IsTaken(r, Order - s, v)));
    }

    [Fact]
    public void Every_other_id_of_recovery_is_refused()
    {
        var signature = Wallet.SignBytes(Message);
        var right = signature[64];
        for (var v = 0; v < 256; v++)
        {
            signature[64] = (byte)v;
            Assert.Equal(v == right || v == right - 27, IsTaken(signature));
        }
    }

    [Fact]
    public void Every_turned_bit_is_noticed()
    {
        var signature = Wallet.SignBytes(Message);
        for (var bit = 0; bit < 64 * 8; bit++)
        {
            var changed = signature.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(IsTaken(changed));
        }
    }

    [Fact]
    public void Other_lengths_and_forms_are_no_signatures()
    {
        var signature = Wallet.SignBytes(Message);
        var compact = signature[..64]; // EIP-2098: the id is the highest bit of s
        compact[32] |= (byte)((signature[64] - 27) << 7);
        string[] forms =
        [
            "", "0x", Hex(compact), Hex([]), Hex(signature[..64]), Hex([.. signature, 0]), Hex([0, .. signature]), Hex(signature)[2..],
            "0X" + Hex(signature)[2..], Hex(signature)[..^1], Hex(signature)[..^2] + "1g", Hex(signature)[..^2] + "１b", Convert.ToBase64String(signature),
            "0x" + new string('0', 20_000), Hex([.. signature, .. signature]), " " + Hex(signature), Hex(signature) + "\n",
        ];

        Assert.All(forms, form => Assert.False(WalletSignature.IsWellFormed(WalletChain.Ethereum, form)));
        Assert.True(WalletSignature.IsWellFormed(WalletChain.Ethereum, Hex(signature)));
        Assert.True(WalletSignature.IsOf(WalletChain.Ethereum, Wallet.Address, Message, "0x" + Hex(signature)[2..].ToUpperInvariant()));
    }

    [Fact]
    public void Recovers_the_key_of_every_signature_that_the_library_makes()
    {
        for (var number = 1; number <= 50; number++)
        {
            var wallet = new EthereumTestWallet(number);
            var hash = Keccak256.Of([(byte)number]);
            var (compact, recovery) = wallet.SignHash(hash);

            Assert.Equal(wallet.Address, EthereumAddress.Of(Secp256k1.Recover(hash, compact, recovery == 1)));
            Assert.NotEqual(wallet.Address, EthereumAddress.Of(Secp256k1.Recover(hash, compact, recovery == 0)));
        }
    }

    private static bool IsTaken(BigInteger r, BigInteger s, byte v) =>
        r.GetByteCount(isUnsigned: true) <= 32 && s.GetByteCount(isUnsigned: true) <= 32 && IsTaken([.. Bytes(r), .. Bytes(s), v]);

    private static bool IsTaken(byte[] signature) => WalletSignature.IsOf(WalletChain.Ethereum, Wallet.Address, Message, Hex(signature));

    private static string Hex(byte[] bytes) => "0x" + Convert.ToHexStringLower(bytes);

    private static BigInteger Number(string hex) => Number(Convert.FromHexString(hex));

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] Bytes(BigInteger value)
    {
        var bytes = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }
}
