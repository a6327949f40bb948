using System.Security.Cryptography;
using System.Text;
using Edge.Features.SignIn.Passkeys;
using Edge.Shared.Contracts;

namespace Edge.Tests.Features.SignIn.Passkeys;

/// <summary>What is read of what a passkey says, and that nothing it can say does more than be refused.</summary>
public class ReadersTests
{
    // {1: 2, 3: -7, -1: 1, -2: x, -3: y}: the key of RFC 9052, appendix C.7.1, "meriadoc.brandybuck@buckland.example", with the algorithm of a passkey.
    private const string X = "65eda5a12577c2bae829437fe338701a10aaa375e1bb5b5de108de439c08551d";
    private const string Y = "1e52ed75701163f7f9e40ddf9f341b3dc9ba860af7e0ca7ca7e9eecd0084d19c";
    private const string Es256Key = "a5010203262001215820" + X + "225820" + Y;

    [Fact]
    public void A_key_of_the_standard_is_read()
    {
        var reader = new CborReader(Convert.FromHexString(Es256Key + "f6"));

        var key = CosePublicKey.Read(ref reader);

        Assert.Equal(SignatureAlgorithm.EcdsaP256Sha256, key.Algorithm);
        Assert.Equal("04" + X + Y, Convert.ToHexStringLower(key.Bytes));
        Assert.Equal(1, reader.Rest.Length);
    }

    [Theory]
    [InlineData("a4010203262001215820" + X)] // no y
    [InlineData("a5010203262001215820" + X + "22f5")] // compressed
    [InlineData("a5010203262001215820" + X + "225820" + X)] // not on the curve
    [InlineData("a5010203262002215820" + X + "225820" + Y)] // another curve
    [InlineData("a5010203382220012158" + "20" + X + "225820" + Y)] // ES384
    [InlineData("a401010327200621581f" + "00000000000000000000000000000000000000000000000000000000000000")] // 31 bytes of Ed25519
    [InlineData("a601020102032620012158" + "20" + X + "225820" + Y)] // a key twice
    [InlineData("bf010203262001215820" + X + "225820" + Y + "ff")] // no length
    [InlineData("a501021803262001215820" + X + "225820" + Y)] // a number that is longer than it needs to be
    [InlineData("a0")]
    [InlineData("80")]
    public void A_key_that_is_none_is_refused(string hex) => Assert.Throws<PasskeyFormatException>(() =>
    {
        var reader = new CborReader(Convert.FromHexString(hex));
        CosePublicKey.Read(ref reader);
    });

    // RFC 8949, appendix A.
    [Theory]
    [InlineData("00", 0)]
    [InlineData("17", 23)]
    [InlineData("1818", 24)]
    [InlineData("1903e8", 1000)]
    [InlineData("1a000f4240", 1000000)]
    [InlineData("1b000000e8d4a51000", 1000000000000)]
    [InlineData("20", -1)]
    [InlineData("3903e7", -1000)]
    public void Integers_are_read(string hex, long value) =>
        Assert.Equal(value, new CborReader(Convert.FromHexString(hex)).ReadInteger());

    [Theory]
    [InlineData("f97e00")]
    [InlineData("fb7ff8000000000000")]
    [InlineData("f4")]
    [InlineData("826161a161626163")]
    [InlineData("a26161016162820203")]
    [InlineData("83018202038104")]
    public void Anything_is_passed_over(string hex)
    {
        var reader = new CborReader(Convert.FromHexString(hex));
        reader.Skip();
        Assert.True(reader.Rest.IsEmpty);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1817")] // 23 in two bytes
    [InlineData("190017")]
    [InlineData("1a0000ffff")]
    [InlineData("1b00000000ffffffff")]
    [InlineData("f818")]
    [InlineData("1c")]
    [InlineData("5f42010243030405ff")]
    [InlineData("9fff")]
    [InlineData("c11a514b67b0")]
    [InlineData("8181818100")] // five levels
    [InlineData("9bffffffffffffffff")]
    [InlineData("bbffffffffffffffff")]
    [InlineData("5affffffff")]
    public void What_is_not_canonical_is_refused(string hex) =>
        Assert.Throws<PasskeyFormatException>(() => new CborReader(Convert.FromHexString(hex)).Skip());

    [Fact]
    public void Every_cut_of_an_attestation_object_is_refused()
    {
        var whole = PasskeyCeremony.Decode(new SoftPasskey().Register("AAAA").Response.AttestationObject);

        Assert.NotNull(AuthenticatorData.ReadAttestation(whole).Attested);
        for (var length = 0; length < whole.Length; length++)
            Assert.Throws<PasskeyFormatException>(() => AuthenticatorData.ReadAttestation(whole.AsSpan(0, length)));
        Assert.Throws<PasskeyFormatException>(() => AuthenticatorData.ReadAttestation([.. whole, 0]));
    }

    /// <summary>Whatever is changed, it is read or refused, and never anything else.</summary>
    [Theory]
    [InlineData(SignatureAlgorithm.EcdsaP256Sha256)]
    [InlineData(SignatureAlgorithm.Ed25519)]
    public void Changed_bytes_are_read_or_refused(SignatureAlgorithm algorithm)
    {
        var random = new Random(20261122);
        var whole = PasskeyCeremony.Decode(new SoftPasskey(algorithm).Register("AAAA").Response.AttestationObject);
        var refused = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var changed = whole.ToArray();
            for (var changes = random.Next(1, 5); changes > 0; changes--)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            refused += IsRefused(changed) ? 1 : 0;
            refused += IsRefused(RandomBytes(random)) ? 1 : 0;
        }
        Assert.InRange(refused, 20_000, 40_000);
    }

    [Theory]
    [InlineData("""{"type":"webauthn.get","challenge":"AA","origin":"https://edge.example"}""", false)]
    [InlineData("""{"type":"webauthn.get","challenge":"AA","origin":"https://edge.example","crossOrigin":false,"other":{"a":[1]}}""", false)]
    [InlineData("""{"type":"webauthn.get","challenge":"AA","origin":"https://edge.example","crossOrigin":true}""", true)]
    [InlineData("""{"type":"webauthn.get","challenge":"AA","origin":"https://edge.example","topOrigin":"https://a.example"}""", true)]
    [InlineData("""{"type":"webauthn.get","challenge":"AA","origin":"https://edge.example","topOrigin":{"a":1}}""", true)]
    public void Client_data_are_read(string json, bool isEmbedded) => Assert.Equal(
        new ClientData(ClientData.Get, "AA", "https://edge.example", isEmbedded), ClientData.Read(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"webauthn.get","challenge":"AA"}""")]
    [InlineData("""{"type":null,"challenge":"AA","origin":""}""")]
    [InlineData("""{"type":7,"challenge":"AA","origin":""}""")]
    [InlineData("""{"type":"a","challenge":"AA","origin":"a","origin":"b"}""")]
    [InlineData("""{"type":"a","challenge":"AA","origin":"a","crossOrigin":"no"}""")]
    [InlineData("""{"type":"a","challenge":"AA","origin":"a"} x""")]
    [InlineData("""{"type":"a","challenge":"AA","origin":"a" """)]
    [InlineData("""{"type":"a","challenge":"AA","origin":"\ud800"}""")]
    public void Client_data_that_are_none_are_refused(string json) =>
        Assert.Throws<PasskeyFormatException>(() => ClientData.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Client_data_that_are_no_utf8_are_refused() => Assert.Throws<PasskeyFormatException>(
        () => ClientData.Read([.. "{\"type\":\"a\",\"challenge\":\""u8, 0xFF, .. "\",\"origin\":\"a\"}"u8]));

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("3006020101020101")]
    [InlineData("30060201000201ff")]
    [InlineData("3080020101020101")]
    public void A_signature_that_is_malformed_is_none(string hex)
    {
        var reader = new CborReader(Convert.FromHexString(Es256Key));
        Assert.False(CosePublicKey.Read(ref reader).Verify("data"u8, Convert.FromHexString(hex)));
    }

    [Fact]
    public void A_signature_in_der_is_taken_and_none_with_more_behind_or_before()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(false).Q;
        var known = new CosePublicKey(SignatureAlgorithm.EcdsaP256Sha256, [4, .. point.X!, .. point.Y!]);
        var signature = key.SignData("data"u8, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

        Assert.True(known.Verify("data"u8, signature));
        Assert.False(known.Verify("date"u8, signature));
        Assert.False(known.Verify("data"u8, [.. signature, 0]));
        Assert.False(known.Verify("data"u8, key.SignData("data"u8, HashAlgorithmName.SHA256)));
        // r with a zero that it does not need.
        Assert.False(known.Verify("data"u8, [0x30, (byte)(signature[1] + 1), 0x02, (byte)(signature[3] + 1), 0, .. signature[4..]]));
    }

    private static byte[] RandomBytes(Random random)
    {
        var bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static bool IsRefused(byte[] attestation)
    {
        try
        {
            AuthenticatorData.ReadAttestation(attestation);
            return false;
        }
        catch (PasskeyFormatException)
        {
            return true;
        }
    }
}
