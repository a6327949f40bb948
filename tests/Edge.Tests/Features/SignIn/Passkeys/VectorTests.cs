using System.Security.Cryptography;
using Edge.Features.SignIn.Passkeys;
using Edge.Shared.Contracts;

namespace Edge.Tests.Features.SignIn.Passkeys;

/// <summary>The test vectors of WebAuthn level 3 (section 16), of the algorithms that are taken: others have made these passkeys.</summary>
public class VectorTests
{
    private static readonly Vector[] Vectors =
    [
        new(
            "ES256 Credential with No Attestation",
            SignatureAlgorithm.EcdsaP256Sha256,
            """
            a363666d74646e6f6e656761747453746d74a068617574684461746158a4bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5
            e0f01452b2e4b559000000008446ccb9ab1db374750b2367ff6f3a1f0020f91f391db4c9b2fde0ea70189cba3fb63f579ba6122b33ad94
            ff3ec330084be4a5010203262001215820afefa16f97ca9b2d23eb86ccb64098d20db90856062eb249c33a9b672f26df61225820930a56
            b87a2fca66334b03458abf879717c12cc68ed73290af2e2664796b9220
            """,
            "f91f391db4c9b2fde0ea70189cba3fb63f579ba6122b33ad94ff3ec330084be4",
            "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b51900000000",
            """
            7b2274797065223a22776562617574686e2e676574222c226368616c6c656e6765223a224f63446e55685158756c5455506f334a555854
            3049393770767a7a59425039745a63685879617630314167222c226f726967696e223a2268747470733a2f2f6578616d706c652e6f7267
            222c2263726f73734f726967696e223a66616c73657d
            """,
            """
            3046022100f50a4e2e4409249c4a853ba361282f09841df4dd4547a13a87780218deffcd380221008480ac0f0b93538174f575bf11a1dd
            5d78c6e486013f937295ea13653e331e87
            """),
        new(
            "Packed Attestation with Ed25519 Credential",
            SignatureAlgorithm.Ed25519,
            """
            a363666d74667061636b65646761747453746d74a363616c67266373696758483046022100d83f60bd80269537583218858aefb03ac57d
            45fa06e42feaae332d187f62da9f022100a02bd3cb6f7e1d283c93bad1f3f4b5a4c0494463da7fdbf256949116754d1f17637835638159
            022730820223308201c8a003020102021100b2cfc9ea33c8643b0e1a760463eaf164300a06082a8648ce3d0403023062311e301c060355
            04030c15576562417574686e207465737420766563746f7273310c300a060355040a0c0357334331253023060355040b0c1c4175746865
            6e74696361746f72204174746573746174696f6e204341310b30090603550406130241413020170d3234303130313030303030305a180f
            33303234303130313030303030305a305f311e301c06035504030c15576562417574686e207465737420766563746f7273310c300a0603
            55040a0c0357334331223020060355040b0c1941757468656e74696361746f72204174746573746174696f6e310b300906035504061302
            41413059301306072a8648ce3d020106082a8648ce3d03010703420004dd2b7a564b73b8c0b81c4c62e521925c4d1198ec9f583dbf1eeb
            e364b65cd9c29a9bdf346aaa81fb6b9507e5249a52fdaf8e39e26b0b7dc45992a7e233b70f70a360305e300c0603551d130101ff040230
            00300e0603551d0f0101ff040403020780301d0603551d0e041604140ae27546bc7eccb1b4b597bd354f0c0b1f1f8f8e301f0603551d23
            04183016801445aff715b0dd786741fee996ebc16547a3931b1e300a06082a8648ce3d0403020349003046022100a0d434ecb5fc3bfd7d
            a5f41904517ad2836249f561bd834ba7a438a8ab7a4ce8022100fac845bb7a02513b58e9f319654dbe49b0f02b95835bac568c71f8a18c
            dde9ab6861757468446174615881bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b54100000000d5aa3358
            1e8ca478e20fe713f5d32ff20020ce9f840ed96599580cd140fbc7bb3230633f50f61041aff73308ae71caa8a2bda40101032720062158
            2044e06ddd331c36a8dc667bab52bcae63486c916aa5e339e6acebaa84934bf832
            """,
            "ce9f840ed96599580cd140fbc7bb3230633f50f61041aff73308ae71caa8a2bd",
            "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b50100000000",
            """
            7b2274797065223a22776562617574686e2e676574222c226368616c6c656e6765223a2269566c583442786a4f6d6d44534b4c596f7870
            557439736e364d48454f7943413135726947514a6e763949222c226f726967696e223a2268747470733a2f2f6578616d706c652e6f7267
            222c2263726f73734f726967696e223a66616c73657d
            """,
            """
            f5c59c7e46c34f6f8cc197101ddf9934fa2595f68eb1913a637e8419eb9ba4cfdfc48f85393bc0d40b011f0d6fecb097d6607525713223
            a0dc0d453993dae00b
            """),
    ];

    public static TheoryData<string> Names => [.. Vectors.Select(vector => vector.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_passkey_of_the_standard_is_read_and_its_signature_is_taken(string name)
    {
        var vector = Vectors.Single(vector => vector.Name == name);
        var made = AuthenticatorData.ReadAttestation(Hex(vector.Attestation));
        var data = AuthenticatorData.Read(Hex(vector.Data));
        var client = ClientData.Read(Hex(vector.Client));
        byte[] signed = [.. Hex(vector.Data), .. SHA256.HashData(Hex(vector.Client))];

        Assert.Equal(vector.Id, Convert.ToHexStringLower(made.Attested!.Id));
        Assert.Equal(vector.Algorithm, made.Attested.Key.Algorithm);
        Assert.Equal(made.SiteHash, data.SiteHash);
        Assert.Equal(SHA256.HashData("example.org"u8), data.SiteHash);
        Assert.Equal(("webauthn.get", "https://example.org", false), (client.Type, client.Origin, client.IsEmbedded));
        Assert.True(made.Attested.Key.Verify(signed, Hex(vector.Signature)));
        signed[^1] ^= 1;
        Assert.False(made.Attested.Key.Verify(signed, Hex(vector.Signature)));
    }

    private static byte[] Hex(string text) => Convert.FromHexString(text.ReplaceLineEndings(""));

    private sealed record Vector(
        string Name, SignatureAlgorithm Algorithm, string Attestation, string Id, string Data, string Client, string Signature);
}
