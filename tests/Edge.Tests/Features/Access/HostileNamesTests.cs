using System.Net;
using System.Text.Json;
using Edge.Shared.Contracts;
using Edge.Tests.Features.ApiKeys;
using Edge.Tests.Features.SignIn;
using Edge.Tests.Features.SignIn.Passkeys;
using Edge.Tests.Features.SignIn.Wallets;

namespace Edge.Tests.Features.Access;

/// <summary>No field with a name takes one that turns around what stands beside it.</summary>
public class HostileNamesTests
{
    private const string Name = "Ada\u202enimda";

    [Theory]
    [InlineData("POST", AccessCalls.Users, "name", """{"name":NAME,"role":"viewer"}""")]
    [InlineData("PUT", $"{AccessCalls.Users}/00000000-0000-0000-0000-000000000001", "name", """{"name":NAME,"role":"viewer"}""")]
    [InlineData("POST", AccessCalls.Organisations, "name", """{"name":NAME,"administrator":"First"}""")]
    [InlineData("POST", AccessCalls.Organisations, "administrator", """{"name":"Other","administrator":NAME}""")]
    [InlineData("PUT", $"{AccessCalls.Organisations}/00000000-0000-0000-0000-000000000001", "name", """{"name":NAME}""")]
    [InlineData("POST", KeyScene.Path, "name", """{"name":NAME,"role":"viewer"}""")]
    [InlineData("PUT", "/api/v1/session/passkeys/00000000-0000-0000-0000-000000000001", "name", """{"name":NAME}""")]
    public async Task Returns_422_with_the_field(string method, string path, string field, string body)
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);
        using var request = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = KeyScene.Json(body.Replace("NAME", JsonSerializer.Serialize(Name))),
        };
        request.Headers.TryAddWithoutValidation("If-Match", "*");

        using var answer = await admin.SendAsync(request);

        await IsRefused(answer, field);
    }

    [Fact]
    public async Task A_key_a_passkey_and_a_wallet_keep_their_names()
    {
        await using var server = await PasskeyScene.Start();
        using var admin = await server.SignedIn(Role.Admin);
        var scene = new KeyScene(server, admin);
        var key = await scene.Issue(new CreateApiKeyRequest("mine", Role.Viewer));
        using var browser = await TestBrowser.SignedIn(server);
        var options = await browser.AskToAdd();
        var passkey = new SoftPasskey { UserHandle = options.User.Id };
        using var wallets = new WalletBrowser(await server.SignedIn(Role.Operator));

        using var changed = await scene.Change(key.ApiKey.Id, "*", $$"""{"name":{{JsonSerializer.Serialize(Name)}}}""");
        using var added = await browser.Add(passkey.Register(options.Challenge), Name);
        using var linked = await wallets.Link(TestWallet.Of(WalletChain.Ethereum), Name);

        await IsRefused(changed, "name");
        await IsRefused(added, "name");
        await IsRefused(linked, "name");
        Assert.Equal("mine", (await scene.Get(key.ApiKey.Id)).Name);
    }

    private static async Task IsRefused(HttpResponseMessage answer, string field)
    {
        var problem = await Answered.Problem(answer, HttpStatusCode.UnprocessableEntity, "validation-failed");
        Assert.Equal(field, Assert.Single(problem.Errors!).Key);
    }
}
