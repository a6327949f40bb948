using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Edge.Shared.Contracts;
using Edge.Shared.Signing;

namespace Edge.Aot.Tests;

/// <summary>Ed25519 is linked into the binary in another way than tests in this process load it; so is what OpenSSL does.</summary>
public sealed class SignedRequestTests : IDisposable
{
    private const string Session = "/api/v1/session";
    private const string Shipments = "/api/v1/shipments";
    private readonly Sandbox sandbox = new();

    public void Dispose() => sandbox.Dispose();

    [Fact]
    public async Task Requests_signed_by_each_algorithm_are_taken_once_and_no_others()
    {
        await using var edge = await EdgeProcess.Start(sandbox);
        var admin = new ApiClient(edge.Http, await ApiClient.IssueKey(edge, sandbox, Role.Admin));
        foreach (var algorithm in Enum.GetValues<SignatureAlgorithm>())
        {
            using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var pair = PairOf(algorithm, ecdsa);
            var issued = await Issue(admin, new ApiKeySigning(algorithm, PublicPemOf(algorithm, pair, ecdsa), Required: true));
            using var key = pair ?? new HmacKey(Convert.FromBase64String(issued.SigningKey!));
            var id = issued.ApiKey.Id;

            Assert.Equal(HttpStatusCode.OK, await Send(edge, Get(), id, key, "first"));
            Assert.Equal(HttpStatusCode.Unauthorized, await Send(edge, Get(), id, key, "first"));
            Assert.Equal(HttpStatusCode.Unauthorized, await Send(edge, Get(), Guid.NewGuid(), key, "second"));
            Assert.Equal(HttpStatusCode.Created, await Send(edge, Post(algorithm, algorithm), id, key, "third"));
            Assert.Equal(HttpStatusCode.BadRequest, await Send(edge, Post(algorithm, "another"), id, key, "fourth"));
            edge.Http.DefaultRequestHeaders.Authorization = new("Bearer", issued.Secret);
            Assert.Equal(HttpStatusCode.Unauthorized, (await edge.Http.GetAsync(Session)).StatusCode);
            edge.Http.DefaultRequestHeaders.Authorization = null;
        }
    }

    [Fact]
    public async Task A_replay_is_refused_after_a_restart()
    {
        var first = await EdgeProcess.Start(sandbox);
        var admin = new ApiClient(first.Http, await ApiClient.IssueKey(first, sandbox, Role.Admin));
        var issued = await Issue(admin, new ApiKeySigning(SignatureAlgorithm.HmacSha256));
        using var key = new HmacKey(HmacKey.Derive(issued.Secret));
        Assert.Equal(HttpStatusCode.OK, await Send(first, Get(), issued.ApiKey.Id, key, "once"));
        await first.KillAtOnce();
        await first.DisposeAsync();

        await using var second = await EdgeProcess.Start(sandbox);

        Assert.Equal(HttpStatusCode.Unauthorized, await Send(second, Get(), issued.ApiKey.Id, key, "once"));
        Assert.Equal(HttpStatusCode.OK, await Send(second, Get(), issued.ApiKey.Id, key, "twice"));
    }

    private static SigningKey? PairOf(SignatureAlgorithm algorithm, ECDsa ecdsa) => algorithm switch
    {
        SignatureAlgorithm.Ed25519 => Ed25519Key.FromPrivatePem(
            PemEncoding.WriteString("PRIVATE KEY", [.. Convert.FromHexString("302e020100300506032b657004220420"), .. RandomNumberGenerator.GetBytes(32)])),
        SignatureAlgorithm.EcdsaP256Sha256 => EcdsaKey.FromPrivatePem(ecdsa.ExportPkcs8PrivateKeyPem()),
        _ => null,
    };

    private static string? PublicPemOf(SignatureAlgorithm algorithm, SigningKey? pair, ECDsa ecdsa) => pair switch
    {
        Ed25519Key ed25519 => ed25519.ExportPublicPem(),
        _ => algorithm == SignatureAlgorithm.EcdsaP256Sha256 ? ecdsa.ExportSubjectPublicKeyInfoPem() : null,
    };

    private static async Task<IssuedApiKey> Issue(ApiClient admin, ApiKeySigning signing)
    {
        var asked = new CreateApiKeyRequest("signer", Role.Operator, null, signing);
        using var answer = await admin.Send(new HttpRequestMessage(HttpMethod.Post, "/api/v1/api-keys")
        {
            Content = JsonContent.Create(asked, WireJson.Default.CreateApiKeyRequest),
        });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync(WireJson.Reading.IssuedApiKey))!;
    }

    private static HttpRequestMessage Get() => new(HttpMethod.Get, Session);

    // The digest is of the first reference, whatever the body says.
    private static HttpRequestMessage Post(object signed, object sent)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Shipments) { Content = new StringContent(Body(sent), Encoding.UTF8, "application/json") };
        request.Content.Headers.Add(ContentDigest.Header, ContentDigest.Of(Encoding.UTF8.GetBytes(Body(signed))));
        return request;

        static string Body(object reference) => $$"""{"number":"EDGE{{reference}}","carrier":"other"}""";
    }

    private static async Task<HttpStatusCode> Send(EdgeProcess edge, HttpRequestMessage request, Guid id, SigningKey key, string nonce)
    {
        RequestSigner.Sign(request, edge.Url, id, key, nonce);
        using (request)
        {
            using var answer = await edge.Http.SendAsync(request);
            return answer.StatusCode;
        }
    }
}
