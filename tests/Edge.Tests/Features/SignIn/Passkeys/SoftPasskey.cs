using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Edge.Shared.Contracts;
using Edge.Shared.Signing;

namespace Edge.Tests.Features.SignIn.Passkeys;

/// <summary>A passkey in software, and the browser around it. What it says can be set, so that it lies.</summary>
internal sealed class SoftPasskey
{
    public const byte Present = 1, Verified = 4, Eligible = 8, BackedUp = 16, Attested = 64, Extended = 128;

    private readonly ECDsa? ecdsa;
    private readonly Ed25519Key? ed25519;

    public SoftPasskey(SignatureAlgorithm algorithm = SignatureAlgorithm.EcdsaP256Sha256, int idLength = 32)
    {
        Id = RandomNumberGenerator.GetBytes(idLength);
        if (algorithm == SignatureAlgorithm.Ed25519)
        {
            byte[] key = [.. Convert.FromHexString("302e020100300506032b657004220420"), .. RandomNumberGenerator.GetBytes(32)];
            ed25519 = Ed25519Key.FromPrivatePem(PemEncoding.WriteString("PRIVATE KEY", key));
        }
        else
        {
            ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        }
    }

    public byte[] Id { get; set; }

    public string Origin { get; set; } = "https://edge.example";

    public string Site { get; set; } = "edge.example";

    public byte Flags { get; set; } = Present | Verified;

    public uint Count { get; set; }

    public string? UserHandle { get; set; }

    public string Format { get; set; } = "none";

    /// <summary>More members of the client data, as in <c>,"crossOrigin":true</c>.</summary>
    public string More { get; set; } = ",\"crossOrigin\":false";

    /// <summary>What is behind the authenticator data's own.</summary>
    public byte[] Behind { get; set; } = [];

    public IReadOnlyList<string>? Transports { get; set; } = ["internal", "hybrid"];

    /// <summary>The public key as COSE has it.</summary>
    public byte[] CoseKey
    {
        get
        {
            if (ed25519 is not null)
                return [0xA4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20, .. KeyText.Read(SignatureAlgorithm.Ed25519, ed25519.ExportPublicPem())];
            var point = ecdsa!.ExportParameters(false).Q;
            return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        }
    }

    public PasskeyRegistration Register(string challenge, string type = "webauthn.create")
    {
        var data = Data((byte)(Flags | Attested), [.. new byte[16], .. BigEndian((ushort)Id.Length), .. Id, .. CoseKey]);
        byte[] attestation =
        [
            0xA3, 0x63, .. "fmt"u8, (byte)(0x60 + Format.Length), .. Encoding.ASCII.GetBytes(Format), 0x67, .. "attStmt"u8, 0xA0,
            0x68, .. "authData"u8, .. BytesHead(data.Length), .. data,
        ];
        return new PasskeyRegistration(
            Encode(Id), "public-key", new PasskeyRegistrationResponse(Encode(ClientData(type, challenge)), Encode(attestation), Transports));
    }

    public PasskeyAssertion Assert(string challenge, string type = "webauthn.get")
    {
        var client = ClientData(type, challenge);
        var data = Data(Flags, []);
        byte[] signed = [.. data, .. SHA256.HashData(client)];
        var signature = ed25519?.Sign(signed) ?? ecdsa!.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return new PasskeyAssertion(
            Encode(Id), "public-key", new PasskeyAssertionResponse(Encode(client), Encode(data), Encode(signature), UserHandle));
    }

    public static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    private byte[] Data(byte flags, byte[] attested)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, Count);
        return [.. SHA256.HashData(Encoding.ASCII.GetBytes(Site)), flags, .. count, .. attested, .. Behind];
    }

    private byte[] ClientData(string type, string challenge) =>
        Encoding.UTF8.GetBytes($$"""{"type":"{{type}}","challenge":"{{challenge}}","origin":"{{Origin}}"{{More}}}""");

    private static byte[] BytesHead(int length) => length < 256 ? [0x58, (byte)length] : [0x59, .. BigEndian((ushort)length)];

    private static byte[] BigEndian(ushort value) => [(byte)(value >> 8), (byte)value];
}
