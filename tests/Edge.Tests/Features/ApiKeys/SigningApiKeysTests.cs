using System.Net;
using System.Net.Http.Json;
using Edge.Shared.Contracts;
using Edge.Shared.Signing;
using Edge.Tests.Pipeline.Signatures;

namespace Edge.Tests.Features.ApiKeys;

public class SigningApiKeysTests
{
    private const string Path = "/api/v1/api-keys";

    [Fact]
    public async Task A_key_for_hmac_comes_with_what_it_signs_with()
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server, required: true);
        using var admin = await server.SignedIn(Role.Admin);

        var list = await admin.GetStringAsync(Path);

        Assert.Equal(HmacKey.Derive(caller.Issued.Secret), Convert.FromBase64String(caller.Issued.SigningKey!));
        Assert.Contains("\"signing\":{\"algorithm\":\"hmac_sha256\",\"required\":true}", list);
        Assert.DoesNotContain(caller.Issued.SigningKey!, list);
    }

    [Theory]
    [InlineData(SignatureAlgorithm.Ed25519)]
    [InlineData(SignatureAlgorithm.EcdsaP256Sha256)]
    public async Task A_public_key_is_listed_as_it_was_given(SignatureAlgorithm algorithm)
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server, algorithm: algorithm);
        using var admin = await server.SignedIn(Role.Admin);

        var list = await admin.GetFromJsonAsync(Path, WireJson.Reading.ApiKeyList);

        Assert.Null(caller.Issued.SigningKey);
        Assert.Equal(caller.Issued.ApiKey.Signing, list!.Items.Single().Signing);
        Assert.StartsWith("-----BEGIN PUBLIC KEY-----", list.Items.Single().Signing!.PublicKey);
    }

    [Fact]
    [Trait(TestDatabase.Engine, TestDatabase.Sqlite)]
    public async Task The_signing_key_is_not_at_rest()
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server);
        var secret = Convert.FromBase64String(caller.Issued.SigningKey!);

        var files = Directory.GetFiles(server.DataFolder).Select(Read).ToList();

        Assert.Contains(files, bytes => bytes.AsSpan().IndexOf("hmac_sha256"u8) >= 0);
        Assert.DoesNotContain(files, bytes => bytes.AsSpan().IndexOf(secret) >= 0);
    }

    [Theory]
    [InlineData("""{"algorithm":"ed25519"}""")]
    [InlineData("""{"algorithm":"ed25519","public_key":""}""")]
    [InlineData("""{"algorithm":"ed25519","public_key":"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"}""")]
    [InlineData("""{"algorithm":"ecdsa_p256_sha256","public_key":"-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=\n-----END PUBLIC KEY-----"}""")]
    [InlineData("""{"algorithm":"hmac_sha256","public_key":"text"}""")]
    public async Task Returns_422_for_a_public_key_that_is_none_of_the_algorithm(string signing)
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);

        using var answer = await admin.PostAsync(Path, new StringContent($$"""{"name":"a","role":"driver","signing":{{signing}}}""", null, "application/json"));

        var problem = await Answered.Problem(answer, HttpStatusCode.UnprocessableEntity, "validation-failed");
        Assert.Equal(["signing.public_key"], problem.Errors!.Keys);
    }

    [Theory]
    [InlineData("""{"algorithm":"none"}""")]
    [InlineData("""{"algorithm":"rsa_pss_sha512"}""")]
    [InlineData("""{}""")]
    [InlineData("""{"algorithm":"hmac_sha256","required":"yes"}""")]
    public async Task Returns_400_for_what_is_no_way_to_sign(string signing)
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);

        using var answer = await admin.PostAsync(Path, new StringContent($$"""{"name":"a","role":"driver","signing":{{signing}}}""", null, "application/json"));

        await Answered.Problem(answer, HttpStatusCode.BadRequest, "invalid-json");
    }

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray();
    }
}
