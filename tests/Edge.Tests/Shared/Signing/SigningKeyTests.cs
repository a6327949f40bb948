using System.Security.Cryptography;
using System.Text;
using Edge.Shared.Contracts;
using Edge.Shared.Signing;

namespace Edge.Tests.Shared.Signing;

public class SigningKeyTests
{
    // The order of the base point (RFC 8032, section 5.1), little-endian.
    private static readonly byte[] Order = Convert.FromHexString("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

    // RFC 8032, section 7.1, tests 1 to 3.
    [Theory]
    [InlineData(
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData(
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData(
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    public void Ed25519_signs_as_RFC_8032_does(string seed, string publicKey, string message, string signature)
    {
        using var signer = Ed25519Key.FromPrivatePem(Pem(seed));
        using var key = SigningKey.FromPublicBytes(SignatureAlgorithm.Ed25519, Convert.FromHexString(publicKey));
        var bytes = Convert.FromHexString(message);

        Assert.Equal(Convert.FromHexString(signature), signer.Sign(bytes));
        Assert.True(key.Verify(bytes, Convert.FromHexString(signature)));
        Assert.False(key.Verify([.. bytes, 0], Convert.FromHexString(signature)));
    }

    [Fact]
    public void Ed25519_refuses_an_S_beyond_the_order()
    {
        using var signer = Ed25519Key.FromPrivatePem(RfcMessages.Ed25519Private);
        var signature = signer.Sign("text"u8);
        var carry = 0;
        for (var i = 0; i < Order.Length; i++)
        {
            carry += signature[32 + i] + Order[i];
            signature[32 + i] = (byte)carry;
            carry >>= 8;
        }

        Assert.False(signer.Verify("text"u8, signature));
    }

    // With these public keys the signature R = A, S = 0 would hold for many texts, or for all.
    [Theory]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")]
    [InlineData("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")]
    [InlineData("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    public void Ed25519_refuses_keys_of_small_order_and_such_as_are_not_canonical(string point)
    {
        var bytes = Convert.FromHexString(point);
        using var key = SigningKey.FromPublicBytes(SignatureAlgorithm.Ed25519, bytes);

        for (var i = 0; i < 64; i++)
            Assert.False(key.Verify([(byte)i], [.. bytes, .. new byte[32]]));
    }

    [Theory]
    [InlineData(SignatureAlgorithm.Ed25519, 64)]
    [InlineData(SignatureAlgorithm.EcdsaP256Sha256, 64)]
    [InlineData(SignatureAlgorithm.HmacSha256, 32)]
    public void A_signature_of_another_length_or_with_a_bit_turned_is_none(SignatureAlgorithm algorithm, int length)
    {
        using var key = KeyOf(algorithm);
        var signature = key.Sign("text"u8);

        Assert.Equal(length, signature.Length);
        Assert.True(key.Verify("text"u8, signature));
        Assert.False(key.Verify("text"u8, []));
        Assert.False(key.Verify("text"u8, signature.AsSpan(..^1)));
        Assert.False(key.Verify("text"u8, [.. signature, 0]));
        for (var bit = 0; bit < signature.Length * 8; bit += 7)
        {
            var turned = signature.ToArray();
            turned[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(key.Verify("text"u8, turned));
        }
    }

    [Fact]
    public void ECDSA_in_DER_and_zeros_are_no_signature()
    {
        using var key = KeyOf(SignatureAlgorithm.EcdsaP256Sha256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.False(key.Verify("text"u8, new byte[64]));
        Assert.False(key.Verify("text"u8, other.SignData("text"u8.ToArray(), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)));
    }

    [Fact]
    public void A_public_key_cannot_sign_and_a_private_one_reads_back()
    {
        using var key = SigningKey.FromPublicPem(SignatureAlgorithm.Ed25519, RfcMessages.Ed25519);
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signer = EcdsaKey.FromPrivatePem(ecdsa.ExportPkcs8PrivateKeyPem());
        using var verifier = SigningKey.FromPublicPem(SignatureAlgorithm.EcdsaP256Sha256, ecdsa.ExportSubjectPublicKeyInfoPem());

        Assert.Throws<InvalidOperationException>(() => key.Sign("text"u8));
        Assert.True(verifier.Verify("text"u8, signer.Sign("text"u8)));
    }

    [Fact]
    public void A_key_of_another_kind_is_refused()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        var ed25519 = Convert.FromBase64String("MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=");
        string[] wrong =
        [
            "", "text", RfcMessages.P256, RfcMessages.Ed25519Private, p384.ExportSubjectPublicKeyInfoPem(), rsa.ExportSubjectPublicKeyInfoPem(),
            PemEncoding.WriteString("PUBLIC KEY", ed25519.AsSpan(..^1)), PemEncoding.WriteString("PUBLIC KEY", [.. ed25519, 0]), new string('-', 2000),
        ];

        Assert.All(wrong, pem => Assert.Throws<SignatureFormatException>(() => SigningKey.FromPublicPem(SignatureAlgorithm.Ed25519, pem)));
        Assert.Throws<SignatureFormatException>(() => SigningKey.FromPublicPem(SignatureAlgorithm.EcdsaP256Sha256, RfcMessages.Ed25519));
        Assert.Throws<SignatureFormatException>(() => SigningKey.FromPublicPem(SignatureAlgorithm.HmacSha256, RfcMessages.Ed25519));
        Assert.Throws<SignatureFormatException>(() => EcdsaKey.OfPoint([4, .. new byte[64]]));
        Assert.Throws<SignatureFormatException>(() => EcdsaKey.FromPrivatePem(p384.ExportPkcs8PrivateKeyPem()));
        Assert.Throws<SignatureFormatException>(() => EcdsaKey.FromPrivatePem(RfcMessages.P256));
        Assert.Throws<SignatureFormatException>(() => EcdsaKey.FromPrivatePem("text"));
    }

    [Fact]
    public void The_shared_secret_follows_from_the_key_and_does_not_show_it()
    {
        const string secret = "edge_00000000000000000000000000000000_000000";

        var derived = HmacKey.Derive(secret);

        Assert.Equal(HKDF.Extract(HashAlgorithmName.SHA256, Encoding.ASCII.GetBytes(secret), []) is var prk
            ? HKDF.Expand(HashAlgorithmName.SHA256, prk, 32, "edge hmac-sha256 request signing"u8.ToArray())
            : null, derived);
        Assert.NotEqual(derived, HmacKey.Derive("edge_10000000000000000000000000000000_000000"));
    }

    private static SigningKey KeyOf(SignatureAlgorithm algorithm)
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return algorithm switch
        {
            SignatureAlgorithm.Ed25519 => Ed25519Key.FromPrivatePem(RfcMessages.Ed25519Private),
            SignatureAlgorithm.HmacSha256 => new HmacKey([1, 2, 3]),
            _ => EcdsaKey.FromPrivatePem(ecdsa.ExportPkcs8PrivateKeyPem()),
        };
    }

    private static string Pem(string seed) =>
        PemEncoding.WriteString("PRIVATE KEY", Convert.FromHexString($"302e020100300506032b657004220420{seed}"));
}
