using System.Numerics;
using Edge.Features.SignIn.Wallets;
using Edge.Shared.Contracts;

namespace Edge.Tests.Features.SignIn.Wallets;

/// <summary>
/// The ways in which Wycheproof's ed25519 file bends a signature, made anew from their descriptions: special values in the place of R and S,
/// S beyond the order, signatures cut and lengthened, points of small order and points that are not canonical. The vectors of RFC 8032
/// are in <c>SigningKeyTests</c>.
/// </summary>
public sealed class EddsaEdgeCases
{
    private const string Message = "example.com wants you to sign in";

    private static readonly BigInteger Order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493");
    private static readonly BigInteger Field = BigInteger.Pow(2, 255) - 19;
    private static readonly SolanaTestWallet Wallet = new(1);

    // The eight points whose order divides eight, and their other spellings: y + p, and x = 0 with a sign.
    private static readonly string[] SmallOrder =
    [
        "0100000000000000000000000000000000000000000000000000000000000000", "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "0000000000000000000000000000000000000000000000000000000000000000", "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ];

    [Fact]
    public void The_signature_itself_is_taken()
    {
        Assert.True(IsTaken(Signature()));
        Assert.False(WalletSignature.IsOf(WalletChain.Solana, Wallet.Address, Message + ".", Convert.ToBase64String(Signature())));
        Assert.False(WalletSignature.IsOf(WalletChain.Solana, new SolanaTestWallet(2).Address, Message, Convert.ToBase64String(Signature())));
    }

    [Fact]
    public void Special_values_in_the_place_of_R_or_S_are_refused()
    {
        var signature = Signature();
        BigInteger[] special =
        [
            0, 1, Order - 1, Order, Order + 1, Field - 1, Field, Field + 1, BigInteger.Pow(2, 252), BigInteger.Pow(2, 253), BigInteger.Pow(2, 255) - 1,
            BigInteger.Pow(2, 256) - 1,
        ];
        foreach (var value in special)
        {
            Assert.False(IsTaken([.. signature[..32], .. Bytes(value)]));
            Assert.False(IsTaken([.. Bytes(value), .. signature[32..]]));
            foreach (var other in special)
                Assert.False(IsTaken([.. Bytes(value), .. Bytes(other)]));
        }
    }

    [Fact]
    public void An_S_to_which_multiples_of_the_order_were_added_is_refused()
    {
        var signature = Signature();
        var s = new BigInteger(signature.AsSpan(32), isUnsigned: true);
        for (var larger = s + Order; larger < BigInteger.Pow(2, 256); larger += Order)
            Assert.False(IsTaken([.. signature[..32], .. Bytes(larger)]));
    }

    [Fact]
    public void Cut_and_lengthened_signatures_and_other_alphabets_are_none()
    {
        var signature = Signature();
        var text = Convert.ToBase64String(signature);
        string[] forms =
        [
            "", Convert.ToBase64String(signature[..63]), Convert.ToBase64String(signature[..32]), Convert.ToBase64String([.. signature, 0]),
            Convert.ToBase64String([0, .. signature]), Convert.ToHexString(signature), SolanaTestWallet.Base58(signature), text[..^2], text + "=",
            " " + text, text.Insert(20, "\n"), text.Insert(20, " "), text[..^3] + (char)(text[^3] + 1) + "==", new string('A', 20_000),
        ];

        Assert.All(forms, form => Assert.False(WalletSignature.IsWellFormed(WalletChain.Solana, form), form));
    }

    [Fact]
    public void Every_turned_bit_is_noticed()
    {
        for (var bit = 0; bit < 64 * 8; bit++)
        {
            var changed = Signature();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(IsTaken(changed));
        }
    }

    /// <summary>With such a key and S = 0 about every eighth message is signed by nobody.</summary>
    [Fact]
    public void Keys_of_small_order_and_keys_that_are_not_canonical_have_signed_nothing()
    {
        foreach (var key in SmallOrder)
        {
            var address = SolanaTestWallet.Base58(Convert.FromHexString(key));
            foreach (var r in SmallOrder)
            {
                for (var i = 0; i < 16; i++)
                {
                    var signature = Convert.ToBase64String([.. Convert.FromHexString(r), .. new byte[32]]);
                    Assert.False(WalletSignature.IsOf(WalletChain.Solana, address, $"{Message}{i}", signature));
                }
            }
        }
    }

    [Fact]
    public void An_R_of_small_order_is_refused_beside_an_honest_key() => Assert.All(
        SmallOrder, r => Assert.False(IsTaken([.. Convert.FromHexString(r), .. Signature()[32..]])));

    private static byte[] Signature() => Convert.FromBase64String(Wallet.Sign(Message));

    private static bool IsTaken(byte[] signature) =>
        WalletSignature.IsOf(WalletChain.Solana, Wallet.Address, Message, Convert.ToBase64String(signature));

    private static byte[] Bytes(BigInteger value)
    {
        var bytes = value.ToByteArray(isUnsigned: true);
        return [.. bytes, .. new byte[32 - bytes.Length]];
    }
}
