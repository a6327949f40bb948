using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Edge.Features.Push.Vapid;

/// <summary>The key that push services know this installation by, and the tokens that it signs (RFC 8292).</summary>
internal sealed class VapidKey : IDisposable
{
    // At most a day (section 2); and clocks differ.
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(12);
    private static readonly TimeSpan TokenMargin = TimeSpan.FromHours(1);

    // {"typ":"JWT","alg":"ES256"}
    private const string Header = "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9";

    // Some services have a name for each of many servers: beyond this many, tokens are made anew.
    private const int MostTokens = 1000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Token> tokens = [];
    private readonly ECDsa key;
    private readonly string contact;

    /// <param name="privateKey">32 bytes, of P-256.</param>
    /// <param name="contact">A mailto: or https: address; empty for none.</param>
    public VapidKey(byte[] privateKey, string contact)
    {
        this.contact = contact;
        key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = privateKey });
        PublicKey = Base64Url.EncodeToString(Uncompressed(key.ExportParameters(includePrivateParameters: false).Q));
    }

    /// <summary>65 bytes in base64url.</summary>
    public string PublicKey { get; }

    /// <returns>32 bytes.</returns>
    public static byte[] NewPrivateKey()
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return made.ExportParameters(includePrivateParameters: true).D!;
    }

    /// <summary>A point as SEC 1, section 2.3.3 writes it without compression.</summary>
    public static byte[] Uncompressed(ECPoint point) => [4, .. point.X!, .. point.Y!];

    /// <summary>The value of Authorization for a push service; the same for hours, as signing costs more than all else of a request.</summary>
    public string Authorization(Uri endpoint, DateTimeOffset now)
    {
        var audience = endpoint.GetLeftPart(UriPartial.Authority);
        lock (gate)
        {
            if (tokens.TryGetValue(audience, out var token) && token.Until - TokenMargin > now)
                return token.Value;
            if (tokens.Count >= MostTokens)
                tokens.Clear();
            tokens[audience] = token = Sign(audience, now + TokenLifetime);
            return token.Value;
        }
    }

    public void Dispose() => key.Dispose();

    private Token Sign(string audience, DateTimeOffset until)
    {
        var subject = contact.Length == 0 ? "" : $",\"sub\":\"{contact}\"";
        var claims = string.Create(CultureInfo.InvariantCulture, $"{{\"aud\":\"{audience}\",\"exp\":{until.ToUnixTimeSeconds()}{subject}}}");
        var signed = $"{Header}.{Base64Url.EncodeToString(Encoding.ASCII.GetBytes(claims))}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return new Token($"vapid t={signed}.{Base64Url.EncodeToString(signature)}, k={PublicKey}", until);
    }

    private sealed record Token(string Value, DateTimeOffset Until);
}
