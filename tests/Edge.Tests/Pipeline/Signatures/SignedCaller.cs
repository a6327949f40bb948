using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Edge.Shared.Contracts;
using Edge.Shared.Signing;

namespace Edge.Tests.Pipeline.Signatures;

/// <summary>What a signature says, where a test has it say something else than it should.</summary>
internal sealed record SigningPlan
{
    public List<string> Components { get; init; } = ["@method", "@target-uri"];

    public TimeSpan Age { get; init; }

    public bool IsDated { get; init; } = true;

    public TimeSpan? Lifetime { get; init; }

    public string? Nonce { get; init; } = Guid.NewGuid().ToString("N");

    public string? Algorithm { get; init; }

    public string? KeyId { get; init; }

    public string Label { get; init; } = "sig1";

    public SigningKey? Key { get; init; }
}

/// <summary>A program that signs its requests, and can be told to do it wrong.</summary>
internal sealed class SignedCaller(EdgeServer server, IssuedApiKey issued, SigningKey key) : IDisposable
{
    public const string Session = "/api/v1/session";

    public HttpClient Http { get; } = server.NewClient();

    public IssuedApiKey Issued => issued;

    public SigningKey Key => key;

    /// <summary>An API key that may sign, with a key pair of its own where the algorithm wants one.</summary>
    public static async Task<SignedCaller> Create(
        EdgeServer server, Role role = Role.Admin, SignatureAlgorithm algorithm = SignatureAlgorithm.HmacSha256, bool required = false)
    {
        using var admin = await server.SignedIn(Role.Admin);
        var (pem, signer) = NewPair(algorithm);
        using var answer = await admin.PostAsJsonAsync(
            "/api/v1/api-keys",
            new CreateApiKeyRequest("signer", role, null, new ApiKeySigning(algorithm, pem, required)),
            WireJson.Default.CreateApiKeyRequest);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var issued = (await answer.Content.ReadFromJsonAsync(WireJson.Reading.IssuedApiKey))!;
        return new SignedCaller(server, issued, signer ?? new HmacKey(Convert.FromBase64String(issued.SigningKey!)));
    }

    public static (string? Pem, SigningKey? Signer) NewPair(SignatureAlgorithm algorithm)
    {
        if (algorithm == SignatureAlgorithm.HmacSha256)
            return (null, null);
        if (algorithm == SignatureAlgorithm.EcdsaP256Sha256)
        {
            using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return (pair.ExportSubjectPublicKeyInfoPem(), EcdsaKey.FromPrivatePem(pair.ExportPkcs8PrivateKeyPem()));
        }
        byte[] privateKey = [.. Convert.FromHexString("302e020100300506032b657004220420"), .. RandomNumberGenerator.GetBytes(32)];
        var signer = Ed25519Key.FromPrivatePem(PemEncoding.WriteString("PRIVATE KEY", privateKey));
        return (signer.ExportPublicPem(), signer);
    }

    public static HttpRequestMessage Get(string path = Session) => new(HttpMethod.Get, path);

    public static HttpRequestMessage Post(string path, string body, string mediaType = "application/json")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, mediaType) };
        request.Content.Headers.ContentType = new(mediaType);
        request.Content.Headers.Add(ContentDigest.Header, ContentDigest.Of(Encoding.UTF8.GetBytes(body)));
        return request;
    }

    public HttpRequestMessage Sign(HttpRequestMessage request, SigningPlan? plan = null)
    {
        var signature = Signature(request, plan ?? new SigningPlan());
        request.Headers.TryAddWithoutValidation(MessageSignature.InputHeader, signature.WriteInput());
        request.Headers.TryAddWithoutValidation(MessageSignature.ValueHeader, signature.WriteValue());
        return request;
    }

    public async Task<HttpResponseMessage> Send(HttpRequestMessage request, SigningPlan? plan = null) => await Http.SendAsync(Sign(request, plan));

    private MessageSignature Signature(HttpRequestMessage request, SigningPlan plan)
    {
        var created = server.Time.GetUtcNow() - plan.Age;
        List<FieldParameter> parameters = [];
        if (plan.IsDated)
            parameters.Add(new("created", BareItem.OfInteger(created.ToUnixTimeSeconds())));
        if (plan.Lifetime is { } lifetime)
            parameters.Add(new("expires", BareItem.OfInteger((created + lifetime).ToUnixTimeSeconds())));
        parameters.Add(new("keyid", BareItem.OfString(plan.KeyId ?? issued.ApiKey.Id.ToString())));
        if (plan.Nonce is not null)
            parameters.Add(new("nonce", BareItem.OfString(plan.Nonce)));
        if (plan.Algorithm is not null)
            parameters.Add(new("alg", BareItem.OfString(plan.Algorithm)));
        List<string> components = request.Content is null ? plan.Components : [.. plan.Components, "content-digest"];
        var input = new InnerList([.. components.Distinct().Select(name => FieldItem.Component(name))], parameters);
        return MessageSignature.Create(plan.Label, input, Message(request), plan.Key ?? key);
    }

    private SignableMessage Message(HttpRequestMessage request)
    {
        var uri = new Uri(Http.BaseAddress!, request.RequestUri!);
        return new SignableMessage
        {
            Method = request.Method.Method,
            Scheme = uri.Scheme,
            Authority = request.Headers.Host ?? uri.Authority,
            Target = uri.PathAndQuery,
            Field = name => request.Headers.TryGetValues(name, out var lines) || request.Content?.Headers.TryGetValues(name, out lines) == true ? [.. lines!] : null,
        };
    }

    public void Dispose()
    {
        Http.Dispose();
        key.Dispose();
    }
}
